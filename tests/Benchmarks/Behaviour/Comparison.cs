using System.Globalization;
using Analytics.Benchmarks.Engine;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>Our engine and its peers on the same questions: the same answers first, then times in turns.</summary>
/// <param name="store">Compact.</param>
/// <param name="peers">With the same events.</param>
/// <param name="questions">What is asked.</param>
/// <param name="settled">Our medians before the store was compact; empty when it was not built in this run.</param>
internal sealed class Comparison(
    EngineStore store,
    IReadOnlyList<PeerProcess> peers,
    IReadOnlyList<BenchmarkQuestion> questions,
    IReadOnlyDictionary<BenchmarkQuestion, double> settled)
{
    private const int Rounds = 3;
    private const int RunsOfRound = 5;

    /// <summary>The geometric mean of our times over the faster peer's may be this.</summary>
    private const double MeanBudget = 0.25;

    /// <summary>So many of the estimates are within so small a factor.</summary>
    private const double EstimateBudget = 0.9;

    private const double EstimateFactor = 2;

    /// <exception cref="InvalidOperationException">Engines differ.</exception>
    public async Task RunAsync(Verdicts verdicts)
    {
        var differences = new List<string>();
        foreach (var question in questions)
            differences.AddRange(await DifferencesAsync(question));
        if (differences.Count > 0)
            throw new InvalidOperationException(string.Join('\n', differences.Prepend("Answers differ:")));
        var ours = questions.ToDictionary(question => question, _ => new Measurement());
        var theirs = questions.ToDictionary(question => question, _ => peers.Select(_ => new List<double>()).ToArray());
        var estimates = new Dictionary<BenchmarkQuestion, double?>();
        foreach (var question in questions)
            estimates.Add(question, await question.EstimateAsync(store.Engine, store.Tenant));
        var neighbours = new Neighbours(() => peers.Aggregate(
            Environment.CpuUsage.TotalTime, (total, peer) => total + peer.ProcessorTime));
        for (var round = 0; round < Rounds; round++)
            foreach (var question in questions)
            {
                await ours[question].AskAsync(question, store, RunsOfRound);
                foreach (var (peer, times) in peers.Zip(theirs[question]))
                    times.AddRange((await peer.AskAsync(question.Name, RunsOfRound)).Milliseconds);
            }
        Verdicts.Title($"Questions, warm medians, ms; others used {neighbours.Share():P0} of the processors meanwhile");
        Verdicts.Row(["question", "ours", .. peers.Select(peer => peer.Name), "ours / faster", "budget now", "", "estimated", "before compaction"]);
        Verdicts.Row(["---", .. Enumerable.Repeat("---:", peers.Count + 3), "---", "---:", "---:"]);
        var medians = questions.Select(question =>
            Print(
                question, ours[question].Median, [.. theirs[question].Select(Verdicts.Median)], estimates[question],
                verdicts)).ToList();
        var least = questions.Select(question => ours[question].Least / theirs[question].Min(Enumerable.Min));
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant(
            $"geometric mean of ours / faster peer: {Mean(medians):F3}; of the least times of each: {Mean(least):F3}"));
        Console.WriteLine();
        verdicts.AtLeast(
            "share of questions whose estimate is within a factor of 2",
            questions.Average(question => IsNear(estimates[question], ours[question].Median) ? 1.0 : 0), EstimateBudget);
        verdicts.AtMost("geometric mean of ours / faster peer", Mean(medians), MeanBudget);
    }

    private double Print(
        BenchmarkQuestion question, double ours, double[] theirs, double? estimate, Verdicts verdicts)
    {
        var faster = theirs.Min();
        var budget = question.BudgetMilliseconds * faster / question.PeerMilliseconds!.Value;
        Verdicts.Row(
        [
            question.Label, Number(ours), .. theirs.Select(Number), Number(ours / faster),
            Number(budget), ours <= budget ? "met" : "MISSED",
            estimate is { } expected ? Number(expected) : "",
            settled.TryGetValue(question, out var before) ? Number(before) : "",
        ]);
        verdicts.AtMost($"{question.Label}, ms", ours, budget);
        return ours / faster;
    }

    private async Task<List<string>> DifferencesAsync(BenchmarkQuestion question)
    {
        var answer = await Measurement.WarmAsync(question, store);
        var lines = question.LinesOf(answer);
        var differences = new List<string>();
        foreach (var peer in peers)
        {
            var (_, others) = await peer.AskAsync(question.Name, 2);
            if (Answer.Difference("ours", lines, peer.Name, others) is { } parted)
                differences.Add($"{question.Name}: {parted}");
        }
        return differences;
    }

    private static bool IsNear(double? estimate, double measured) =>
        estimate >= measured / EstimateFactor && estimate <= measured * EstimateFactor;

    private static double Mean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));

    private static string Number(double figure) => figure.ToString("0.##", CultureInfo.InvariantCulture);
}
