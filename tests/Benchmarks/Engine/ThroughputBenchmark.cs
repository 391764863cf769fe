using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Analytics.BenchmarkServer;

namespace Analytics.Benchmarks.Engine;

/// <summary>Answers a second beside the peers, in rounds that take turns, so that all meet the same machine.</summary>
internal static class ThroughputBenchmark
{
    private const double HelloToMinimal = 0.85;
    private const double MetricToMinimal = 1;
    private const double MetricToMercurius = 3;
    private const double BytesPerRequest = 20 * 1024;

    public static async Task RunAsync(Verdicts verdicts, bool isLong)
    {
        var (rounds, seconds) = isLong ? (5, 10) : (5, 3);
        Verdicts.Title($"wrk, 32 connections, {rounds} rounds of {seconds} s, medians");
        using var ours = await ServerProcess.StartOwnAsync("this engine", "engine");
        using var minimal = await ServerProcess.StartOwnAsync("ASP.NET minimal API", "minimal");
        using var mercurius = await ServerProcess.StartAsync("mercurius, jit", "node", Peers.Script("mercurius.js"));
        using var yoga = await ServerProcess.StartAsync("graphql-yoga", "node", Peers.Script("yoga.js"));
        Target[] hello = [.. Targets(Documents.HelloBody, "hello")];
        Target[] metric = [.. Targets(Documents.MetricBody, "metric")];
        await CheckAsync(hello);
        await CheckAsync(metric);

        await AllocationsAsync(verdicts, hello[0], hello[1], metric[0], metric[1]);
        var byHello = await MeasureAsync("{ hello }", hello, rounds, seconds);
        verdicts.AtLeast("hello, to the minimal API", byHello[0].Rate / byHello[1].Rate, HelloToMinimal);
        var byMetric = await MeasureAsync("analytics document", metric, rounds, seconds);
        verdicts.AtLeast("analytics document, to the minimal API", byMetric[0].Rate / byMetric[1].Rate, MetricToMinimal);
        verdicts.AtLeast("analytics document, to mercurius", byMetric[0].Rate / byMetric[2].Rate, MetricToMercurius);

        IEnumerable<Target> Targets(string body, string path) =>
        [
            new(ours, ours.Address, body), new(minimal, new Uri(minimal.Address, path), body),
            new(mercurius, mercurius.Address, body), new(yoga, yoga.Address, body),
        ];
    }

    // Figures of servers that do not answer the same mean nothing.
    private static async Task CheckAsync(IReadOnlyList<Target> targets)
    {
        using var client = new HttpClient();
        JsonElement? expected = null;
        foreach (var target in targets)
        {
            using var content = new StringContent(target.Body, MediaTypeHeaderValue.Parse("application/json"));
            using var response = await client.PostAsync(target.Address, content);
            var text = await response.Content.ReadAsStringAsync();
            var answer = JsonElement.Parse(text);
            expected ??= answer;
            if (!JsonElement.DeepEquals(expected.Value, answer))
                throw new InvalidOperationException($"{target.Server.Name} answers something else: {text}");
        }
    }

    // All that a server allocates, the web server's own part too; buffers of answers are pooled.
    private static async Task AllocationsAsync(Verdicts verdicts, params Target[] targets)
    {
        const int Warm = 500, Requests = 2_000;
        Verdicts.Row("through HTTP", "KB allocated an answer");
        Verdicts.Row("---", "---:");
        using var client = new HttpClient();
        double bytes = 0;
        foreach (var target in targets)
        {
            double before = 0;
            for (var sent = -Warm; sent < Requests; sent++)
            {
                if (sent == 0)
                    before = await AllocatedAsync(client, target);
                using var content = new StringContent(target.Body, MediaTypeHeaderValue.Parse("application/json"));
                using var response = await client.PostAsync(target.Address, content);
            }
            var each = (await AllocatedAsync(client, target) - before) / Requests;
            bytes = Math.Max(bytes, target.Server == targets[0].Server ? each : 0);
            Verdicts.Row($"{target.Server.Name}, {(target.Body == Documents.HelloBody ? "hello" : "analytics")}", $"{each / 1024:F1}");
        }
        Console.WriteLine();
        verdicts.AtMost("allocated by an analytics request through HTTP, KB", bytes / 1024, BytesPerRequest / 1024);
    }

    private static async Task<double> AllocatedAsync(HttpClient client, Target target)
    {
        using var response = await client.PostAsync(new Uri(target.Server.Address, "/allocated"), null);
        return double.Parse(await response.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<List<Round>> MeasureAsync(string name, Target[] targets, int rounds, int seconds)
    {
        var measured = targets.Select(_ => new List<Round>()).ToList();
        for (var round = -1; round < rounds; round++)
            for (var index = 0; index < targets.Length; index++)
            {
                var target = targets[index];
                var result = await Wrk.RunAsync(target.Server, target.Address, target.Body, seconds);
                // The first round is for the compilers.
                if (round >= 0)
                    measured[index].Add(result);
            }
        var medians = measured.Select(Median).ToList();
        Verdicts.Row(name, "answers/s", "p50 ms", "p99 ms", "CPU us an answer", "to minimal API", "to mercurius");
        Verdicts.Row("---", "---:", "---:", "---:", "---:", "---:", "---:");
        for (var index = 0; index < targets.Length; index++)
            Verdicts.Row(
                targets[index].Server.Name, $"{medians[index].Rate:N0}", $"{medians[index].Median:F2}",
                $"{medians[index].P99:F2}", $"{medians[index].Processor:F1}",
                $"{medians[index].Rate / medians[1].Rate:F2}", $"{medians[index].Rate / medians[2].Rate:F2}");
        Console.WriteLine();
        return medians;
    }

    private static Round Median(List<Round> rounds) => new(
        Verdicts.Median(rounds.Select(round => round.Rate)), Verdicts.Median(rounds.Select(round => round.Median)),
        Verdicts.Median(rounds.Select(round => round.P99)), Verdicts.Median(rounds.Select(round => round.Processor)));

    private sealed record Target(ServerProcess Server, Uri Address, string Body);
}
