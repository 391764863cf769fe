using System.Diagnostics;
using Analytics.Benchmarks.Behaviour.Data;
using Analytics.Benchmarks.Engine;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>
/// A tenant of a million events asks the ten questions in turn, with pauses, while its neighbour is silent; then the same
/// while the neighbour, of ten million, asks its heaviest question without pause on four connections.
/// </summary>
internal static class HeavyNeighbour
{
    private const int Events = 1_000_000;
    private const int Rounds = 5;
    private const int Questions = 120;
    private const int Connections = 4;
    private const double MostMore = 1.2;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(30);

    public static async Task RunAsync(
        GeneratedTenant heavy, BenchmarkQuestion heaviest, IReadOnlyList<BenchmarkQuestion> asked, Verdicts verdicts)
    {
        using var light = GeneratedTenant.Of(Events);
        await using var store = await EngineStore.OpenAsync(heavy.Directory, new GeneratedLog(heavy.File), new GeneratedLog(light.File));
        await store.FollowAsync(store.Neighbour);
        await store.SettleAsync();
        await AskAsync(store, asked);
        Verdicts.Title($"p95 of a tenant of {Events:N0} events, ms, its neighbour asking {heaviest.Name} on {Connections} connections");
        Verdicts.Row("round", "alone", "beside it", "ratio", "the neighbour's questions a second");
        Verdicts.Row("---:", "---:", "---:", "---:", "---:");
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var alone = await AskAsync(store, asked);
            using var stop = new CancellationTokenSource();
            var started = Stopwatch.GetTimestamp();
            var load = Enumerable.Range(0, Connections).Select(_ => Task.Run(() => AskWithoutPauseAsync(store, heaviest, stop.Token))).ToArray();
            var beside = await AskAsync(store, asked);
            await stop.CancelAsync();
            var rate = (await Task.WhenAll(load)).Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
            ratios.Add(beside / alone);
            Verdicts.Row(
                $"{round}", FormattableString.Invariant($"{alone:F2}"), FormattableString.Invariant($"{beside:F2}"),
                FormattableString.Invariant($"{beside / alone:F2}"), FormattableString.Invariant($"{rate:F1}"));
        }
        Console.WriteLine();
        verdicts.AtMost("p95 beside a heavy neighbour, by that without one (median of 5)", Verdicts.Median(ratios), MostMore);
    }

    private static async Task<double> AskAsync(EngineStore store, IReadOnlyList<BenchmarkQuestion> asked)
    {
        var took = new List<double>();
        for (var i = 0; i < Questions; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await asked[i % asked.Count].AskAsync(store.Engine, store.Neighbour);
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(_pause);
        }
        return took.Order().ElementAt((int)(took.Count * 0.95));
    }

    private static async Task<int> AskWithoutPauseAsync(EngineStore store, BenchmarkQuestion question, CancellationToken stop)
    {
        var asked = 0;
        for (; !stop.IsCancellationRequested; asked++)
            await question.AskAsync(store.Engine, store.Tenant);
        return asked;
    }
}
