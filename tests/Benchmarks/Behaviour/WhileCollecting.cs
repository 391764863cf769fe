using System.Collections.Concurrent;
using System.Diagnostics;
using Analytics.Benchmarks.Behaviour.Data;
using Analytics.Benchmarks.Engine;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The questions at rest, and while 5,000 events a second come in: what they take, and when events are in answers.</summary>
internal static class WhileCollecting
{
    private const int Runs = 9;
    private const int EventsPerSecond = 5_000;
    private const int ToCome = 600_000;
    private const double MostMore = 1.3;
    private const double FreshMilliseconds = 1_000;
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(GeneratedTenant tenant, IReadOnlyList<BenchmarkQuestion> questions, Verdicts verdicts)
    {
        var directory = Path.ChangeExtension(tenant.File.Path, "live");
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        var log = new GeneratedLog(tenant.File) { Head = tenant.File.Count - ToCome };
        await using (var building = await EngineStore.OpenAsync(directory, log))
        {
            await building.FollowAsync();
            await building.SettleAsync();
        }
        await using (var store = await EngineStore.OpenAsync(directory, log))
        {
            await store.FollowAsync();
            var rest = await AskAsync(store, questions);
            using var stop = new CancellationTokenSource();
            var collecting = CollectAsync(store, log, stop.Token);
            var busy = await AskAsync(store, questions);
            await stop.CancelAsync();
            var fresh = await collecting;

            Verdicts.Title($"At rest, and while {EventsPerSecond:N0} events a second come in");
            Verdicts.Row("question", "at rest, ms", "meanwhile, ms", "ratio");
            Verdicts.Row("---", "---:", "---:", "---:");
            foreach (var (question, at, then) in questions.Zip(rest, busy))
                Verdicts.Row(
                    question.Label, FormattableString.Invariant($"{at:F2}"), FormattableString.Invariant($"{then:F2}"),
                    FormattableString.Invariant($"{then / at:F2}"));
            Console.WriteLine();
            var ratios = rest.Zip(busy, (at, then) => then / at).ToList();
            verdicts.AtMost("medians while events come in, by those at rest, geometric mean", Math.Exp(ratios.Average(Math.Log)), MostMore);
            verdicts.AtMost("the same, the worst question", ratios.Max(), MostMore);
            verdicts.AtMost("ms until an event is in answers, p99", fresh.Order().ElementAt((int)(fresh.Count * 0.99)), FreshMilliseconds);
        }
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<List<double>> AskAsync(EngineStore store, IReadOnlyList<BenchmarkQuestion> questions)
    {
        var medians = new List<double>();
        foreach (var question in questions)
        {
            await Measurement.WarmAsync(question, store);
            var measured = new Measurement();
            await measured.AskAsync(question, store, Runs);
            medians.Add(measured.Median);
        }
        return medians;
    }

    // Milliseconds from when the log had a step's last event to when the engine showed it, looked at without waiting for it.
    private static async Task<List<double>> CollectAsync(EngineStore store, GeneratedLog log, CancellationToken stop)
    {
        var written = new ConcurrentQueue<(long Position, long At)>();
        var (from, end) = (log.Head, log.Head + ToCome);
        var writing = Task.Run(
            async () =>
            {
                var started = Stopwatch.GetTimestamp();
                while (!stop.IsCancellationRequested && log.Head < end)
                {
                    await Task.Delay(_step, CancellationToken.None);
                    log.Head = Math.Min(end, from + (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * EventsPerSecond));
                    written.Enqueue((log.Head, Stopwatch.GetTimestamp()));
                    store.Advanced();
                }
            },
            CancellationToken.None);
        var fresh = new List<double>();
        while (!writing.IsCompleted || !written.IsEmpty)
        {
            await Task.Delay(1, CancellationToken.None);
            using var snapshot = await store.AcquireAsync();
            while (written.TryPeek(out var step) && step.Position <= snapshot.Position)
            {
                written.TryDequeue(out _);
                fresh.Add(Stopwatch.GetElapsedTime(step.At).TotalMilliseconds);
            }
        }
        await writing;
        return fresh;
    }
}
