using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Analytics.Domain.Collection;
using Analytics.TestKit.Hosts;

namespace Analytics.Benchmarks;

/// <summary>Generated events of a shop's visitors, and batches of them sent as fast as the host takes them.</summary>
internal static class Load
{
    private static readonly string[] Names =
        ["page_view", "page_view", "page_view", "product_viewed", "product_viewed", "product_search",
            "product_added_to_cart", "checkout_started", "order_placed"];

    private static readonly string[] Countries =
        ["United Kingdom", "Germany", "France", "Spain", "Netherlands", "Rwanda", "Kenya", "Italy", "Ireland", "Norway"];

    /// <summary>Events of the last four weeks with random ids.</summary>
    public static IEnumerable<NewEvent> Events(int count, int seed, int actors)
    {
        var random = new Random(seed);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var id = new byte[16];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(id);
            var product = random.Next(2000);
            yield return new NewEvent(
                new Guid(id).ToString(),
                Names[random.Next(Names.Length)],
                now.AddMilliseconds(-random.NextInt64(28L * 24 * 3600 * 1000)),
                now,
                Utf8($$"""{"country":"{{Countries[random.Next(Countries.Length)]}}","product_id":"p{{product}}","total":{{random.Next(100, 20000) / 100m}},"currency":"GBP"}"""))
            {
                UserId = string.Create(CultureInfo.InvariantCulture, $"u{random.Next(actors)}"),
                Context = Utf8($$$"""{"page":{"path":"/p/{{{product}}}"},"locale":"en-GB"}"""),
            };
        }
    }

    /// <summary>Bodies of the Segment spec.</summary>
    public static List<byte[]> Bodies(IEnumerable<NewEvent> events, int batchSize) =>
        [.. events.Chunk(batchSize).Select(batch => Encoding.UTF8.GetBytes(
            $$"""{"batch":[{{string.Join(',', batch.Select(Json))}}]}"""))];

    /// <summary>Sends every body once and waits for the last acknowledgement.</summary>
    /// <returns>Seconds taken.</returns>
    public static async Task<double> SendAsync(HostProcess host, IReadOnlyList<byte[]> bodies, int connections)
    {
        using var client = host.As("retail", "admin");
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Credential!.WriteKey}:")));
        var started = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            bodies, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (body, cancellationToken) =>
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var response = await client.Http.PostAsync("v1/batch", content, cancellationToken);
                response.EnsureSuccessStatusCode();
            });
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>A message of the Segment spec, in ASCII.</summary>
    public static string Json(NewEvent entry) =>
        $$"""{"type":"track","messageId":"{{entry.EventId}}","event":"{{entry.Name}}","userId":"{{entry.UserId}}","timestamp":"{{entry.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}}","properties":{{Encoding.UTF8.GetString(entry.Properties.Span)}},"context":{{Encoding.UTF8.GetString(entry.Context.Span)}}}""";

    private static byte[] Utf8(FormattableString text) => Encoding.UTF8.GetBytes(FormattableString.Invariant(text));
}
