using System.Globalization;
using System.Text;
using Analytics.TestKit.Hosts;

namespace Analytics.Benchmarks;

/// <summary>How long after its acknowledgement an event is in results, while 5,000 a second are collected.</summary>
internal static class FreshnessBenchmark
{
    private const int BatchSize = 500;
    private const int Batches = 300;
    private const double EventsPerSecond = 5_000;

    /// <summary>What 99 of 100 may take, in milliseconds.</summary>
    private const double Budget = 1_000;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(HostProcess host)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"## From acknowledgement to results: {EventsPerSecond:N0} events/s over HTTP for {Seconds(Batches):N0} s"));
        var bodies = Load.Bodies(Load.Events(Batches * BatchSize, 11, 50_000), BatchSize);
        using var client = host.As("community", "admin");
        var started = TimeProvider.System.GetTimestamp();
        var waits = new Task<double>[Batches];
        for (var batch = 0; batch < Batches; batch++)
        {
            var due = TimeSpan.FromSeconds(Seconds(batch)) - TimeProvider.System.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            waits[batch] = SendAsync(client, bodies[batch]);
        }
        double[] milliseconds = [.. (await Task.WhenAll(waits)).Order()];
        var sent = Batches * BatchSize / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var p99 = milliseconds[Batches * 99 / 100];
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sent:N0} events/s; median {milliseconds[Batches / 2]:F0} ms, p99 {p99:F0} ms, "
            + $"longest {milliseconds[^1]:F0} ms"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"budget: p99 at most {Budget:N0} ms: {(p99 <= Budget ? "kept" : "MISSED")}"));
        Console.WriteLine();
    }

    private static double Seconds(int batches) => batches * BatchSize / EventsPerSecond;

    // Asks until an answer has seen the batch's last event: the time of asking counts, too.
    private static async Task<double> SendAsync(ApiClient client, byte[] body)
    {
        var (_, receipt) = await client.SendAsync(
            "v1/batch", Encoding.UTF8.GetString(body), client.Credential!.WriteKey);
        var acknowledged = TimeProvider.System.GetTimestamp();
        var position = receipt.GetProperty("position").GetInt64();
        while (await WatermarkAsync(client) < position)
            if (TimeProvider.System.GetElapsedTime(acknowledged) > _patience)
                throw new InvalidOperationException($"Position {position} is in no result.");
        return TimeProvider.System.GetElapsedTime(acknowledged).TotalMilliseconds;
    }

    private static async Task<long> WatermarkAsync(ApiClient client)
    {
        var data = await client.QueryAsync(
            """
            {
              explore(query: {events: ["order_placed"], aggregation: COUNT, range: {last: "P30D"}}) { total meta { watermark } }
            }
            """);
        return data.GetProperty("explore").GetProperty("meta").GetProperty("watermark").GetInt64();
    }
}
