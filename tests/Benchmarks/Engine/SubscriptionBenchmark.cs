using System.Diagnostics;

namespace Analytics.Benchmarks.Engine;

/// <summary>Thousands of subscribers: what each costs while nothing happens, and when an event reaches them.</summary>
internal static class SubscriptionBenchmark
{
    private const int Subscribers = 5_000;
    private const int Events = 25;
    private const int WarmUps = 5;
    private const double KibibytesEach = 20;
    private const double P95Milliseconds = 80;
    private const string Query = "subscription { tick { number at value } }";

    // Handshakes at a time; more would overflow the servers' queues.
    private const int Together = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Verdicts verdicts)
    {
        Verdicts.Title($"{Subscribers:N0} subscribers over graphql-transport-ws, {Events} events, medians");
        Verdicts.Row("", "p50 ms", "p95 ms", "CPU us a delivery", "KiB an idle subscriber");
        Verdicts.Row("---", "---:", "---:", "---:", "---:");
        using var ours = await ServerProcess.StartOwnAsync("this engine", "engine");
        var result = await MeasureAsync(ours);
        using var peer = await ServerProcess.StartAsync(
            "graphql-ws on Node.js", "node", "--expose-gc", Peers.Script("sockets.js"));
        await MeasureAsync(peer);
        Console.WriteLine();
        verdicts.AtMost("an idle subscriber, KiB", result.Kibibytes, KibibytesEach);
        verdicts.AtMost($"an event to {Subscribers:N0} subscribers, p95 ms", result.P95, P95Milliseconds);
    }

    private static async Task<Result> MeasureAsync(ServerProcess server)
    {
        using var control = new HttpClient { BaseAddress = new Uri(server.Address, "/") };
        // One subscriber and some events compile what is measured.
        using (var first = await SubscriptionClient.SubscribeAsync(server.Address, Query))
        {
            await ReachAsync(control, [first]);
            for (var warm = 1; warm <= 20; warm++)
                await PublishAsync(control, [first]);
        }

        var before = await MemoryAsync(server, control);
        var clients = await SubscribeAsync(server.Address);
        try
        {
            await ReachAsync(control, clients);
            var memory = (await MemoryAsync(server, control) - before) / Subscribers;
            var used = server.ProcessorSeconds();
            var (p50, p95) = await SendAsync(control, clients);
            var each = (server.ProcessorSeconds() - used) / (WarmUps + Events) / Subscribers * 1e6;
            Verdicts.Row(server.Name, $"{p50:F1}", $"{p95:F1}", $"{each:F1}", $"{memory:F1}");
            return new Result(p95, memory);
        }
        finally
        {
            foreach (var client in clients)
                client.Dispose();
        }
    }

    private static async Task<List<SubscriptionClient>> SubscribeAsync(Uri address)
    {
        var clients = new List<SubscriptionClient>();
        while (clients.Count < Subscribers)
            clients.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(Together, Subscribers - clients.Count))
                .Select(_ => SubscriptionClient.SubscribeAsync(address, Query))));
        return clients;
    }

    // The protocol does not say when a subscription has begun, but by its first event.
    private static async Task ReachAsync(HttpClient control, List<SubscriptionClient> clients)
    {
        var started = Stopwatch.GetTimestamp();
        while (clients.Any(client => client.Received == 0))
        {
            using var response = await control.PostAsync("publish", null);
            response.EnsureSuccessStatusCode();
            await (Stopwatch.GetElapsedTime(started) < Patience
                ? Task.Delay(300)
                : throw new TimeoutException("Some subscribers got no event."));
        }
        // What was sent last is on its way to some.
        await Task.Delay(1000);
    }

    private static async Task<(double P50, double P95)> SendAsync(HttpClient control, List<SubscriptionClient> clients)
    {
        List<double> medians = [], p95s = [];
        for (var sent = -WarmUps; sent < Events; sent++)
        {
            var delays = await PublishAsync(control, clients);
            if (sent < 0)
                continue;
            medians.Add(delays[delays.Count / 2]);
            p95s.Add(delays[delays.Count * 95 / 100]);
        }
        return (Verdicts.Median(medians), Verdicts.Median(p95s));
    }

    /// <returns>Milliseconds from the request to publish until each subscriber had the event, sorted.</returns>
    private static async Task<List<double>> PublishAsync(HttpClient control, List<SubscriptionClient> clients)
    {
        var counts = clients.ConvertAll(client => client.Received);
        var started = Stopwatch.GetTimestamp();
        using (var response = await control.PostAsync("publish", null))
            response.EnsureSuccessStatusCode();
        for (var index = 0; index < clients.Count; index++)
            while (clients[index].Received == counts[index])
                await (Stopwatch.GetElapsedTime(started) < Patience
                    ? Task.Delay(5)
                    : throw new TimeoutException($"Subscriber {index} did not get the event."));
        return [.. clients.Select(client => Stopwatch.GetElapsedTime(started, client.LastReceived).TotalMilliseconds).Order()];
    }

    private static async Task<double> MemoryAsync(ServerProcess server, HttpClient control)
    {
        for (var round = 0; round < 3; round++)
        {
            using var response = await control.PostAsync("collect", null);
            response.EnsureSuccessStatusCode();
            await Task.Delay(500);
        }
        return server.PrivateKibibytes();
    }

    private sealed record Result(double P95, double Kibibytes);
}
