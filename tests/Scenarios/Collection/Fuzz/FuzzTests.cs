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

    // Longer than any pause of a busy machine: an answer that takes so long is none.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static int Bodies => Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 100_000 : 5_000;

    [Fact]
    public async Task Mutated_bodies_are_answered_with_the_right_verdicts_and_cost_no_memory()
    {
        using var client = empty.Host.As("retail", "admin");
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Credential!.WriteKey}:")));
        client.Http.Timeout = Patience;
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

        TestContext.Current.TestOutputHelper?.WriteLine($"{judged} of {Bodies} bodies had messages to judge.");
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Select(fault => fault.Length > 2_000 ? fault[..2_000] : fault).Take(5)
            .Concat(empty.Host.Output.Split('\n').Where(line => line.Contains(" fail: ", StringComparison.Ordinal)).Take(5))));
        Assert.True(judged > Bodies / 3, $"Only {judged} of {Bodies} bodies had messages to judge.");
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
        var answer = await response.Content.ReadAsStringAsync(token);
        return ((int)response.StatusCode, JsonDocument.Parse(answer.Length == 0 ? "null" : answer).RootElement);
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
        if (body.Shape is BodyShape.Lines or BodyShape.OwnLines && status == 200 != SlowJudge.IsUtf8(plain))
            return "lines";
        if (body.Shape is BodyShape.Lines || body.Shape is BodyShape.OwnLines && status != 200)
            return null;
        if (body.Shape is BodyShape.OwnLines)
            return WrongVerdicts(answer, SlowJudge.Lines(plain), ref judged);
        if (!SlowJudge.TryParse(plain, out var json))
            return status == 400 ? null : "taken although it is no JSON";
        if (body.Shape is BodyShape.Other)
            return null;
        return status == 200
            ? WrongVerdicts(answer, Messages(body, json), ref judged)
            : json.ValueKind == JsonValueKind.Object && body.Shape is BodyShape.Segment ? "refused as a whole" : null;
    }

    // Whether each may be taken, as far as the judge knows.
    private static List<bool?> Messages(GoodBody body, JsonElement json) => body.Shape switch
    {
        BodyShape.Batch => [.. json.EnumerateObject().Last(member => SlowJudge.NameOf(member) == "batch").Value
            .EnumerateArray().Select(message => SlowJudge.MayBeTaken(message, type: null))],
        BodyShape.OwnList when json.ValueKind == JsonValueKind.Array =>
            [.. json.EnumerateArray().Select(SlowJudge.MayBeTaken)],
        BodyShape.OwnList => [SlowJudge.MayBeTaken(json)],
        _ => [SlowJudge.MayBeTaken(json, body.Call)],
    };

    private static string? WrongVerdicts(JsonElement answer, List<bool?> expected, ref int judged)
    {
        var results = answer.GetProperty("results").EnumerateArray().ToList();
        if (results.Count != expected.Count)
            return $"{results.Count} verdicts for {expected.Count} messages";
        if (expected.Any(verdict => verdict is not null))
            Interlocked.Increment(ref judged);
        for (var i = 0; i < results.Count; i++)
            if (expected[i] is { } taken && taken != (results[i].GetProperty("status").GetString() is "ACCEPTED" or "DUPLICATE"))
                return $"message {i} should {(taken ? "" : "not ")}be taken";
        return null;
    }
}
