using Analytics.Benchmarks.Behaviour.Data;
using Analytics.Benchmarks.Engine;
using Analytics.TestKit;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>
/// Most tenants are small: fixed costs decide. Small enough, too, for the slow twin to say whether the answers are
/// right.
/// </summary>
internal static class SmallTenant
{
    private const int Events = 25_000;
    private const int Runs = 101;
    private const double Budget = 1;

    /// <exception cref="InvalidOperationException">The slow twin has another answer.</exception>
    public static async Task RunAsync(IReadOnlyList<BenchmarkQuestion> questions, Verdicts verdicts)
    {
        using var tenant = GeneratedTenant.Of(Events);
        await tenant.BuildAsync();
        await using var store = await tenant.OpenAsync();
        var twin = await TwinAsync(tenant, store);
        Verdicts.Title($"A tenant of {Events:N0} events, warm medians");
        Verdicts.Row("question", "ms", "budget", "");
        Verdicts.Row("---", "---:", "---:", "---");
        var slowest = 0.0;
        foreach (var question in questions)
        {
            var answer = await Measurement.WarmAsync(question, store);
            var expected = question.LinesOf(await question.AskAsync(twin, store.Tenant));
            if (Answer.Difference("ours", question.LinesOf(answer), "the twin", expected) is { } parted)
                throw new InvalidOperationException($"{question.Name} of a small tenant: {parted}");
            var measured = new Measurement();
            await measured.AskAsync(question, store, Runs);
            slowest = Math.Max(slowest, measured.Median);
            Verdicts.Row(
                question.Label, FormattableString.Invariant($"{measured.Median:F3}"), $"{Budget}",
                measured.Median <= Budget ? "met" : "MISSED");
        }
        Console.WriteLine();
        verdicts.AtMost($"slowest question of a tenant of {Events:N0} events, ms", slowest, Budget);
    }

    private static async Task<SlowEventAnalytics> TwinAsync(GeneratedTenant tenant, EngineStore store)
    {
        var log = new FakeEventLog();
        var generated = new GeneratedLog(tenant.File);
        await foreach (var entry in generated.ReadAsync(store.Tenant, 0, int.MaxValue, CancellationToken.None))
            log.Append(store.Tenant, entry);
        return new SlowEventAnalytics(log);
    }
}
