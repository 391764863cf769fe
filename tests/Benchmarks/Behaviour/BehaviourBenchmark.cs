using System.Globalization;
using Analytics.Benchmarks.Behaviour.Data;
using Analytics.Benchmarks.Engine;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The behavioural engine against its budgets, beside ClickHouse and DuckDB on the same data.</summary>
internal static class BehaviourBenchmark
{
    private const int Runs = 7;
    private const double EventsPerSecond = 400_000;
    private const double HeapMegabytes = 300;

    public static async Task RunAsync(BehaviourOptions options)
    {
        using var tenant = GeneratedTenant.Of(options.Rows);
        if (options.Cold)
        {
            await ColdStart.MeasureAsync(tenant);
            return;
        }
        var verdicts = new Verdicts();
        var questions = options.Questions.Count == 0
            ? Questions.All
            : [.. options.Questions.Select(name => Questions.All.Single(question => question.Name == name))];
        var compared = questions.Where(question => question.PeerMilliseconds is not null).ToList();
        var settled = new Dictionary<BenchmarkQuestion, double>();
        if (!options.KeepStore || !await tenant.IsBuiltAsync())
            await BuildAsync(tenant, verdicts, options.OursOnly || options.Load ? null : store => SettledAsync(store, questions, settled));
        if (options.Load)
        {
            await LoadAsync(tenant, questions, verdicts);
            verdicts.Print();
            return;
        }
        if (options.OursOnly)
        {
            await OursAsync(tenant, questions);
            return;
        }
        using var clickHouse = await PeerAsync("clickhouse", tenant);
        using var duck = await PeerAsync("duckdb", tenant);
        await StoreReport.RunAsync(tenant, [clickHouse, duck], verdicts);
        await ColdStart.RunAsync(tenant, verdicts);
        await using (var store = await tenant.OpenAsync())
        {
            await new Comparison(store, [clickHouse, duck], compared, settled).RunAsync(verdicts);
            await AloneAsync(store, questions.Except(compared), verdicts);
        }
        await LoadAsync(tenant, questions, verdicts);
        await SmallTenant.RunAsync(questions, verdicts);
        if (options.Growth)
            await Growth.RunAsync(questions, verdicts);
        verdicts.Print();
    }

    private static async Task BuildAsync(
        GeneratedTenant tenant, Verdicts verdicts, Func<EngineStore, Task>? settled)
    {
        using var heap = new HeapWatch();
        var (visible, processor, compact) = await tenant.BuildAsync(settled);
        heap.Dispose();
        var rate = tenant.File.Count / visible;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"built {tenant.File.Count:N0} entries in {visible:F1} s ({rate:N0}/s; {processor * 1e6 / tenant.File.Count:F2} µs of a processor each), "
            + $"made one file of it in {compact:F1} s"));
        Console.WriteLine(FormattableString.Invariant(
            $"managed heap meanwhile at most {heap.Allocated:F0} MB, committed {heap.Committed:F0} MB"));
        Console.WriteLine();
        verdicts.AtLeast("built from the log, events a second", rate, EventsPerSecond);
        verdicts.AtMost("managed heap while building, MB", heap.Allocated, HeapMegabytes);
    }

    private static async Task SettledAsync(
        EngineStore store, IReadOnlyList<BenchmarkQuestion> questions, Dictionary<BenchmarkQuestion, double> medians)
    {
        foreach (var question in questions)
        {
            await Measurement.WarmAsync(question, store);
            var measured = new Measurement();
            await measured.AskAsync(question, store, Runs);
            medians.Add(question, measured.Median);
        }
    }

    private static async Task LoadAsync(GeneratedTenant tenant, IReadOnlyList<BenchmarkQuestion> questions, Verdicts verdicts)
    {
        await using (var store = await tenant.OpenAsync())
            await Dashboard.RunAsync(store, verdicts);
        await HeavyNeighbour.RunAsync(tenant, Questions.Heaviest, questions, verdicts);
        await WhileCollecting.RunAsync(tenant, questions, verdicts);
    }

    private static async Task AloneAsync(EngineStore store, IEnumerable<BenchmarkQuestion> questions, Verdicts verdicts)
    {
        foreach (var question in questions)
        {
            await Measurement.WarmAsync(question, store);
            var measured = new Measurement();
            await measured.AskAsync(question, store, Runs);
            verdicts.AtMost($"{question.Label}, ms", measured.Median, question.BudgetMilliseconds);
        }
    }

    private static Task<PeerProcess> PeerAsync(string engine, GeneratedTenant tenant) =>
        PeerProcess.StartAsync(engine, Path.ChangeExtension(tenant.File.Path, engine), PeerCsv.Write(tenant.File));

    private static async Task OursAsync(GeneratedTenant tenant, IReadOnlyList<BenchmarkQuestion> questions)
    {
        await using var store = await tenant.OpenAsync();
        Verdicts.Row("question", "median ms", "least ms", "processor ms", "ns a row");
        Verdicts.Row("---", "---:", "---:", "---:", "---:");
        foreach (var question in questions)
        {
            await Measurement.WarmAsync(question, store);
            var measured = new Measurement();
            var answer = await measured.AskAsync(question, store, Runs);
            Verdicts.Row(answer.IsSuccess
                ?
                [
                    question.Label, Number(measured.Median), Number(measured.Least), Number(measured.Processor),
                    Number(measured.Least * 1e6 / tenant.Events),
                ]
                : [question.Label, answer.Problem.Code]);
        }
    }

    private static string Number(double figure) => FormattableString.Invariant($"{figure:F2}");
}
