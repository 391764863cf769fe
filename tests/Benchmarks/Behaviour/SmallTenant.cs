using Analytics.Benchmarks.Engine;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>Most tenants are small: fixed costs decide.</summary>
internal static class SmallTenant
{
    private const int Events = 25_000;
    private const int WarmUps = 100;
    private const int Runs = 101;
    private const double Budget = 1;

    public static async Task RunAsync(IReadOnlyList<Question> questions, Verdicts verdicts)
    {
        using var tenant = GeneratedTenant.Of(Events);
        await tenant.BuildAsync();
        await using var store = await tenant.OpenAsync();
        Verdicts.Title($"A tenant of {Events:N0} events, warm medians");
        Verdicts.Row("question", "ms", "budget", "");
        Verdicts.Row("---", "---:", "---:", "---");
        var slowest = 0.0;
        foreach (var question in questions)
        {
            await new Measurement().AskAsync(question, store, WarmUps);
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
}
