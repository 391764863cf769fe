using System.Diagnostics;
using Analytics.Benchmarks.Behaviour.Data;
using Analytics.Benchmarks.Engine;
using Analytics.TestKit;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The behavioural engine against its budgets, beside ClickHouse and DuckDB on the same data.</summary>
internal static class BehaviourBenchmark
{
    private const int WarmUps = 10;
    private const int Runs = 7;

    private static string Home => Repository.Path(".data", "bench-columnar");

    public static async Task RunAsync(BehaviourOptions options)
    {
        var asked = Questions.All
            .Where(question => options.Questions.Count == 0 || options.Questions.Contains(question.Name)).ToList();
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
        if (options.OursOnly)
            await OursAsync(store, asked, options.Rows);
        else
            await CompareAsync(store, file, asked);
    }

    private static async Task CompareAsync(EngineStore store, RecordFile file, IReadOnlyList<Question> asked)
    {
        var verdicts = new Verdicts();
        var csv = PeerCsv.Write(file);
        using var clickHouse = await PeerProcess.StartAsync("clickhouse", Path.ChangeExtension(csv, "clickhouse"), csv);
        using var duck = await PeerProcess.StartAsync("duckdb", Path.ChangeExtension(csv, "duckdb"), csv);
        await new Comparison(store, [clickHouse, duck], asked).RunAsync(verdicts);
        verdicts.Print();
    }

    private static async Task OursAsync(EngineStore store, IReadOnlyList<Question> asked, int rows)
    {
        Verdicts.Row("question", "median ms", "least ms", "processor ms", "ns a row");
        Verdicts.Row("---", "---:", "---:", "---:", "---:");
        foreach (var question in asked)
        {
            await new Measurement().AskAsync(question, store, WarmUps);
            var measured = new Measurement();
            var answer = await measured.AskAsync(question, store, Runs);
            Verdicts.Row(answer.IsSuccess
                ?
                [
                    $"{question.Name} {question.Title}", Number(measured.Median), Number(measured.Least),
                    Number(measured.Processor), Number(measured.Least * 1e6 / rows),
                ]
                : [$"{question.Name} {question.Title}", answer.Problem.Code]);
        }
    }

    private static string Number(double figure) => FormattableString.Invariant($"{figure:F2}");
}
