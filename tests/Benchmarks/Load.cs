using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Analytics.TestKit.Hosts;

namespace Analytics.Benchmarks;

/// <summary>Sends ready-made batches over a number of connections, as fast as the host takes them.</summary>
internal static class Load
{
    /// <summary>Batches of the Segment spec with events of a shop's visitors over the last weeks.</summary>
    public static List<byte[]> Batches(int batches, int size, int seed, int actors)
    {
        var random = new Random(seed);
        var now = TimeProvider.System.GetUtcNow();
        var made = new List<byte[]>(batches);
        var body = new StringBuilder();
        for (var batch = 0; batch < batches; batch++)
        {
            body.Clear().Append("{\"batch\":[");
            for (var i = 0; i < size; i++)
                Append(body.Append(i == 0 ? "" : ","), random, now, actors);
            made.Add(Encoding.UTF8.GetBytes(body.Append("]}").ToString()));
        }

        return made;
    }

    /// <summary>Sends every batch once and waits for the last acknowledgement.</summary>
    /// <returns>Seconds taken.</returns>
    public static async Task<double> SendAsync(HostProcess host, IReadOnlyList<byte[]> batches, int connections)
    {
        using var client = host.As("retail", "admin");
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Credential!.WriteKey}:")));
        var started = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            batches, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (batch, cancellationToken) =>
            {
                using var content = new ByteArrayContent(batch);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var response = await client.Http.PostAsync("v1/batch", content, cancellationToken);
                response.EnsureSuccessStatusCode();
            });
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    private static readonly string[] Names =
        ["page_view", "page_view", "page_view", "product_viewed", "product_viewed", "product_search",
            "product_added_to_cart", "checkout_started", "order_placed"];

    private static readonly string[] Countries =
        ["United Kingdom", "Germany", "France", "Spain", "Netherlands", "Rwanda", "Kenya", "Italy", "Ireland", "Norway"];

    private static void Append(StringBuilder body, Random random, DateTimeOffset now, int actors)
    {
        var id = new byte[16];
        random.NextBytes(id);
        var name = Names[random.Next(Names.Length)];
        var at = now.AddMilliseconds(-random.NextInt64(28L * 24 * 3600 * 1000));
        body.Append(CultureInfo.InvariantCulture,
            $$"""
            {"type":"track","messageId":"{{new Guid(id)}}","event":"{{name}}","userId":"u{{random.Next(actors)}}","timestamp":"{{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","properties":{"country":"{{Countries[random.Next(Countries.Length)]}}","product_id":"p{{random.Next(2000)}}","total":{{random.Next(100, 20000) / 100m}},"currency":"GBP"},"context":{"page":{"path":"/p/{{random.Next(2000)}}"},"locale":"en-GB"}}
            """);
    }
}
