using System.Diagnostics;
using Analytics.Benchmarks.Behaviour.Data;
using Analytics.Benchmarks.Engine;
using Analytics.TestKit;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The behavioural engine against its budgets, beside ClickHouse and DuckDB on the same data.</summary>
internal static class BehaviourBenchmark
{
    private const int WarmUps = 8;
    private const int Runs = 7;

    private static string Home => Repository.Path(".data", "bench-columnar");

    public static async Task RunAsync(BehaviourOptions options)
    {
        var asked = Questions.All.Where(question => options.Questions.Count == 0 || options.Questions.Contains(question.Name)).ToList();
        using var file = RecordFile.Open(Home, options.Rows);
        var directory = Path.Combine(Home, $"store-{options.Rows}");
        var isKept = options.KeepStore && Directory.Exists(directory);
        if (!isKept && Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        var started = Stopwatch.GetTimestamp();
        await using var store = await EngineStore.OpenAsync(directory, new GeneratedLog(file));
        await store.FollowAsync();
        var seen = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await store.CompactAsync();
        if (!isKept)
            Console.WriteLine(FormattableString.Invariant(
                $"built {file.Count:N0} entries in {seen:F1} s ({file.Count / seen:N0}/s)"));
        Console.WriteLine(FormattableString.Invariant(
            $"{(double)store.BytesOnDisk() / file.Events:F1} bytes an event on disk"));
        Console.WriteLine();
        Verdicts.Row("question", "median ms", "least ms", "processor ms", "ns a row");
        Verdicts.Row("---", "---:", "---:", "---:", "---:");
        foreach (var question in asked)
            await MeasureAsync(question, store, options.Rows);
    }

    private static async Task MeasureAsync(Question question, EngineStore store, int rows)
    {
        var times = new List<double>();
        var processor = double.MaxValue;
        for (var run = -WarmUps; run < Runs; run++)
        {
            var (busy, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            var answer = await question.AskAsync(store.Engine, store.Tenant);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (!answer.IsSuccess)
            {
                Verdicts.Row($"{question.Name} {question.Title}", answer.Problem.Code);
                return;
            }
            if (run < 0)
                continue;
            times.Add(took);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds);
        }
        Verdicts.Row(
            $"{question.Name} {question.Title}",
            FormattableString.Invariant($"{Verdicts.Median(times):F2}"),
            FormattableString.Invariant($"{times.Min():F2}"),
            FormattableString.Invariant($"{processor:F2}"),
            FormattableString.Invariant($"{times.Min() * 1e6 / rows:F2}"));
    }
}
