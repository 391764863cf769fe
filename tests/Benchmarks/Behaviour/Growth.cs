using Analytics.Benchmarks.Engine;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The same questions of tenants of 1, 10 and 50 million events: time by million rows must not rise.</summary>
internal static class Growth
{
    private const int Runs = 15;

    /// <summary>What two runs of the same differ by on these machines.</summary>
    private const double Tolerance = 1.1;

    private static readonly int[] _sizes = [1_000_000, 10_000_000, 50_000_000];

    public static async Task RunAsync(IReadOnlyList<BenchmarkQuestion> questions, Verdicts verdicts)
    {
        var columns = new List<double[]>();
        foreach (var size in _sizes)
            columns.Add(await MeasureAsync(size, questions));
        Verdicts.Title($"Growth: ms by million rows, least of {Runs}");
        Verdicts.Row(["question", .. _sizes.Select(size => $"{size / 1_000_000} million")]);
        Verdicts.Row(["---", .. _sizes.Select(_ => "---:")]);
        for (var i = 0; i < questions.Count; i++)
            Verdicts.Row(
                [questions[i].Label, .. columns.Select(column => FormattableString.Invariant($"{column[i]:F3}"))]);
        Console.WriteLine();
        for (var size = 1; size < _sizes.Length; size++)
            verdicts.AtMost(
                $"ms by million rows, {_sizes[size] / 1_000_000} over {_sizes[size - 1] / 1_000_000} million, "
                + "geometric mean",
                Math.Exp(columns[size].Zip(columns[size - 1], (large, small) => Math.Log(large / small)).Average()),
                Tolerance);
    }

    private static async Task<double[]> MeasureAsync(int events, IReadOnlyList<BenchmarkQuestion> questions)
    {
        using var tenant = GeneratedTenant.Of(events);
        await tenant.BuildAsync();
        await using var store = await tenant.OpenAsync();
        var took = new List<double>();
        foreach (var question in questions)
        {
            await Measurement.WarmAsync(question, store);
            var measured = new Measurement();
            await measured.AskAsync(question, store, Runs);
            // Short questions slip between the neighbours' turns, long ones cannot: medians would compare unlike things.
            took.Add(measured.Least * 1e6 / events);
        }
        return [.. took];
    }
}
