using System.Text;
using System.Text.Json;
using Analytics.BenchmarkServer;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;

namespace Analytics.Benchmarks.Engine;

/// <summary>Bytes and microseconds of one request, in process, without a transport.</summary>
internal static class InProcessBenchmark
{
    private const double BytesPerRequest = 20 * 1024;
    private const double ColdMicroseconds = 250;
    private const double HeapGrowthMegabytes = 5;
    private const int Rounds = 15;

    public static async Task RunAsync(Verdicts verdicts, bool isLong)
    {
        Verdicts.Title("In process");
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory, NullLoggerFactory>();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddGraphQLServer().AddTypes(typeof(Queries));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var executor = provider.GetRequiredService<RequestExecutor>();
        using var variables = JsonDocument.Parse(Documents.MetricVariables);
        var metric = Encoding.UTF8.GetBytes(Documents.Metric);
        var dashboard = Encoding.UTF8.GetBytes(Documents.Dashboard);
        OperationRequest Request(byte[] document) =>
            new() { Document = document, Variables = variables.RootElement, Services = scope.ServiceProvider };

        await WarmAsync(executor, () => Request(Unseen()));
        await WarmAsync(executor, () => Request(dashboard));
        await WarmAsync(executor, () => Request(metric));
        var (time, bytes) = await MeasureAsync(executor, Enumerable.Repeat(metric, 1000), Request);
        var (warm, warmBytes) = await MeasureAsync(executor, Enumerable.Repeat(dashboard, 1000), Request);
        var (cold, coldBytes) = await MeasureAsync(executor, Enumerable.Range(0, 1000).Select(_ => Unseen()), Request);
        Verdicts.Row("", "CPU us", "KB allocated");
        Verdicts.Row("---", "---:", "---:");
        Verdicts.Row("analytics document, known", $"{time:F1}", $"{bytes / 1024:F1}");
        Verdicts.Row("dashboard of 30 lines, known", $"{warm:F1}", $"{warmBytes / 1024:F1}");
        Verdicts.Row("the same, seen for the first time", $"{cold:F1}", $"{coldBytes / 1024:F1}");
        Console.WriteLine();
        verdicts.AtMost("allocated by an analytics request, KB", bytes / 1024, BytesPerRequest / 1024);
        verdicts.AtMost("a new document costs more, us", cold - warm, ColdMicroseconds);
        verdicts.AtMost(
            $"heap after {(isLong ? "1,000,000" : "100,000")} requests, MB more",
            await GrowthAsync(executor, () => Request(metric), isLong ? 1_000_000 : 100_000), HeapGrowthMegabytes);
    }

    private static int _unseen;

    // Another name makes another document of the same work.
    private static byte[] Unseen() => Encoding.UTF8.GetBytes(Documents.Dashboard.Replace(
        "query Dashboard(", $"query Dashboard{Interlocked.Increment(ref _unseen)}(", StringComparison.Ordinal));

    private static async Task WarmAsync(RequestExecutor executor, Func<OperationRequest> request)
    {
        // Tiered compilation needs calls and some time in between.
        for (var batch = 0; batch < 40; batch++)
        {
            for (var call = 0; call < 200; call++)
                await AnswerAsync(executor, request());
            await Task.Delay(50);
        }
    }

    private static async Task<(double Microseconds, double Bytes)> MeasureAsync(
        RequestExecutor executor, IEnumerable<byte[]> documents, Func<byte[], OperationRequest> request)
    {
        var times = new List<double>();
        var allocated = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var requests = documents.Select(request).ToList();
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            // Processor time, not the clock's: others may be busy on the machine.
            var started = Environment.CpuUsage.TotalTime;
            foreach (var item in requests)
                await AnswerAsync(executor, item);
            times.Add((Environment.CpuUsage.TotalTime - started).TotalMicroseconds / requests.Count);
            allocated.Add((double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / requests.Count);
        }
        return (Verdicts.Median(times), Verdicts.Median(allocated));
    }

    private static async Task<double> GrowthAsync(RequestExecutor executor, Func<OperationRequest> request, int requests)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var call = 0; call < requests; call++)
            await AnswerAsync(executor, request());
        return (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
    }

    private static async ValueTask AnswerAsync(RequestExecutor executor, OperationRequest request)
    {
        using var result = await executor.ExecuteAsync(request, CancellationToken.None);
        if (result.Errors.Length > 0)
            throw new InvalidOperationException(result.Errors[0].Message, result.Errors[0].Exception);
    }
}
