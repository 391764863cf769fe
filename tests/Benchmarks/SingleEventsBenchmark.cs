using System.Globalization;
using System.Text;
using Analytics.TestKit.Hosts;

namespace Analytics.Benchmarks;

/// <summary>
/// Requests of one event each on many connections: how many a second are made durable when each connection sends the
/// next as soon as it has its answer, and how long an answer takes when they come at random, half as many.
/// </summary>
internal static class SingleEventsBenchmark
{
    private const int Connections = 200;
    private const int RequestsOfARound = 30_000;
    private const int Rounds = 3;
    private const int OpenRequests = 45_000;

    // The budgets: requests a second, and milliseconds at half of what was reached.
    private const double Rate = 6_000;
    private const double P95 = 50;
    private const double P99 = 100;

    public static async Task RunAsync(HostProcess host)
    {
        Console.WriteLine($"## Collection of single events: POST /v1/track, {Connections} connections, median of {Rounds}");
        var connections = await Task.WhenAll(
            Enumerable.Range(0, Connections).Select(_ => RawConnection.OpenAsync(host.Address)));
        var rates = new List<double>();
        for (var round = -1; round < Rounds; round++)
        {
            var requests = Requests(host, RequestsOfARound, round + 700);
            var rate = RequestsOfARound / await Load.SendAsync(connections, requests);
            if (round >= 0)
                rates.Add(rate);                             // the first one warms up
        }

        var reached = rates.Order().ElementAt(Rounds / 2);
        var milliseconds = await AtRateAsync(connections, Requests(host, OpenRequests, 777), reached / 2);
        foreach (var connection in connections)
            connection.Dispose();

        var (p95, p99) = (At(milliseconds, 0.95), At(milliseconds, 0.99));
        Console.WriteLine();
        Console.WriteLine("| | reached | budget | |");
        Console.WriteLine("|---|---:|---:|---|");
        Print("requests/s, each connection at once again", reached, Rate, reached >= Rate);
        Print($"p95 in ms at {reached / 2:F0}/s, from when it was due", p95, P95, p95 < P95);
        Print($"p99 in ms at {reached / 2:F0}/s, from when it was due", p99, P99, p99 < P99);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"median {At(milliseconds, 0.5):F1} ms, longest {milliseconds[^1]:F1} ms"));
        Console.WriteLine();
    }

    /// <returns>Milliseconds from the moment at which each request was due to its answer, ascending.</returns>
    private static async Task<double[]> AtRateAsync(RawConnection[] connections, List<byte[]> requests, double rate)
    {
        var random = new Random(5);
        var due = new TimeSpan[requests.Count];              // of independent senders: the gaps are exponential
        for (var i = 1; i < due.Length; i++)
            due[i] = due[i - 1] + TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / rate);
        var milliseconds = new double[requests.Count];
        var next = -1;
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(connections.Select(async connection =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < requests.Count;)
            {
                var early = due[i] - TimeProvider.System.GetElapsedTime(started);
                if (early > TimeSpan.Zero)
                    await Task.Delay(early);
                await Load.SendAsync(connection, requests[i]);
                milliseconds[i] = (TimeProvider.System.GetElapsedTime(started) - due[i]).TotalMilliseconds;
            }
        }));
        Array.Sort(milliseconds);
        return milliseconds;
    }

    private static List<byte[]> Requests(HostProcess host, int count, int seed) => Load.Requests(
        host, "/v1/track", Load.Events(count, seed, 50_000).Select(entry => Encoding.UTF8.GetBytes(Load.Json(entry))));

    private static double At(double[] ascending, double share) => ascending[(int)(ascending.Length * share)];

    private static void Print(string what, double reached, double budget, bool kept) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {reached:N0} | {budget:N0} | {(kept ? "kept" : "MISSED")} |"));
}
