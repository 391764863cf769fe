namespace Analytics.Benchmarks.Engine;

/// <summary>The GraphQL engine against its budgets and its peers.</summary>
internal static class EngineBenchmark
{
    public static async Task RunAsync(bool isLong)
    {
        var verdicts = new Verdicts();
        await InProcessBenchmark.RunAsync(verdicts, isLong);
        await StartBenchmark.RunAsync(verdicts);
        await SubscriptionBenchmark.RunAsync(verdicts);
        await ThroughputBenchmark.RunAsync(verdicts, isLong);
        verdicts.Print();
    }
}
