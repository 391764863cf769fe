using System.Globalization;
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

    /// <summary>Whole requests as bytes, with the write key of the demo's retail shop.</summary>
    public static List<byte[]> Requests(HostProcess host, string path, IEnumerable<byte[]> bodies)
    {
        using var client = host.As("retail", "admin");
        var key = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Credential!.WriteKey}:"));
        return [.. bodies.Select(body => (byte[])
        [
            .. Encoding.UTF8.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nAuthorization: Basic {key}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"),
            .. body,
        ])];
    }

    /// <summary>Sends batches, each once, and waits for the last acknowledgement.</summary>
    /// <returns>Seconds taken.</returns>
    public static async Task<double> SendAsync(HostProcess host, IEnumerable<byte[]> bodies, int connections)
    {
        var requests = Requests(host, "/v1/batch", bodies);
        var open = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => RawConnection.OpenAsync(host.Address)));
        var seconds = await SendAsync(open, requests);
        foreach (var connection in open)
            connection.Dispose();
        return seconds;
    }

    /// <summary>Sends every request once, each connection the next one as soon as its last is answered.</summary>
    /// <returns>Seconds taken.</returns>
    public static async Task<double> SendAsync(IReadOnlyList<RawConnection> connections, List<byte[]> requests)
    {
        var next = -1;
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(connections.Select(async connection =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < requests.Count;)
                await SendAsync(connection, requests[i]);
        }));
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    /// <exception cref="InvalidOperationException">The host answered another status than 200.</exception>
    public static async Task SendAsync(RawConnection connection, byte[] request)
    {
        if (await connection.SendAsync(request) is var status && status != 200)
            throw new InvalidOperationException($"The host answered {status}.");
    }

    /// <summary>A message of the Segment spec, in ASCII.</summary>
    public static string Json(NewEvent entry) =>
        $$"""{"type":"track","messageId":"{{entry.EventId}}","event":"{{entry.Name}}","userId":"{{entry.UserId}}","timestamp":"{{entry.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}}","properties":{{Encoding.UTF8.GetString(entry.Properties.Span)}},"context":{{Encoding.UTF8.GetString(entry.Context.Span)}}}""";

    private static byte[] Utf8(FormattableString text) => Encoding.UTF8.GetBytes(FormattableString.Invariant(text));
}
