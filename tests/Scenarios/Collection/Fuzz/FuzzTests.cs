using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.Collection.Fuzz;

/// <summary>Bodies that nobody meant to send, at every address that takes events.</summary>
public sealed class FuzzTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const int Seed = 20261122;
    private const int Senders = 8;

    private static int Bodies => Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 100_000 : 5_000;

    [Fact]
    public async Task Mutated_bodies_are_answered_with_the_right_verdicts_and_cost_no_memory()
    {
        using var client = empty.Host.As("retail", "admin");
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Credential!.WriteKey}:")));
        var faults = new ConcurrentQueue<string>();
        var judged = 0;
        var first = 0L;
        // The first third of the bodies fills pools and caches; what the rest adds would be a leak.
        foreach (var (start, length) in new[] { (0, Bodies / 3), (Bodies / 3, Bodies - Bodies / 3) })
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(start, length), new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (index, token) =>
                {
                    var random = new Random(Seed + index);
                    var body = GoodBody.All[index % GoodBody.All.Count];
                    var mutation = Mutation.Of(body, random);
                    var (status, answer) = await SendAsync(client.Http, body.Path, mutation, token);
                    if (Wrong(body, mutation, status, answer, ref judged) is { } fault)
                        faults.Enqueue($"{index} {body.Path}: {fault}: {status} {answer}: {Encoding.Latin1.GetString(mutation.Bytes)}");
                });
            first = first == 0 ? empty.Host.WorkingSet : first;
        }

        Assert.Empty(faults.Select(fault => fault.Length > 2_000 ? fault[..2_000] : fault).Take(5));
        Assert.True(judged > Bodies / 10, $"Only {judged} messages were judged.");
        var grown = empty.Host.WorkingSet - first;
        Assert.True(grown < first / 2 + 100_000_000, $"{grown} bytes more than the {first} after a third of the bodies.");
    }

    private static async Task<(int Status, JsonElement Answer)> SendAsync(
        HttpClient client, string path, Mutation mutation, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(mutation.Bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mutation.Type);
        if (mutation.Encoding is not null)
            request.Content.Headers.ContentEncoding.Add(mutation.Encoding);
        using var response = await client.SendAsync(request, token);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(token)).RootElement);
    }

    /// <returns>What is wrong with the answer; null when nothing is.</returns>
    private static string? Wrong(GoodBody body, Mutation mutation, int status, JsonElement answer, ref int judged)
    {
        if (status is not (200 or 400 or 413 or 415))
            return "status";
        if (mutation.Plain is not { } plain)
            return status == 200 ? "taken although it cannot be read" : null;
        if (body.Shape is BodyShape.Form)
            return null;
        if (body.Shape is BodyShape.Lines)
            return status == 200 == IsUtf8(plain) ? null : "lines";
        if (!SlowJudge.TryParse(plain, out var json))
            return status == 400 ? null : "taken although it is no JSON";
        return body.Shape is BodyShape.Other || status != 200 ? null : WrongMessages(body.Shape, json, answer, ref judged);
    }

    private static string? WrongMessages(BodyShape shape, JsonElement json, JsonElement answer, ref int judged)
    {
        var messages = shape switch
        {
            BodyShape.Batch => json.EnumerateObject().Last(member => SlowJudge.NameOf(member) == "batch").Value.EnumerateArray().ToList(),
            BodyShape.OwnList when json.ValueKind == JsonValueKind.Array => [.. json.EnumerateArray()],
            _ => [json],
        };
        var results = answer.GetProperty("results").EnumerateArray().ToList();
        if (results.Count != messages.Count)
            return $"{results.Count} verdicts for {messages.Count} messages";
        for (var i = 0; i < messages.Count; i++)
        {
            var type = shape switch { BodyShape.Track => "track", BodyShape.Identify => "identify", _ => null };
            if (SlowJudge.MayBeTaken(messages[i], type, shape is BodyShape.OwnList) is not { } expected)
                continue;
            Interlocked.Increment(ref judged);
            if (expected != (results[i].GetProperty("status").GetString() is "ACCEPTED" or "DUPLICATE"))
                return $"message {i} should {(expected ? "" : "not ")}be taken";
        }

        return null;
    }

    private static bool IsUtf8(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
