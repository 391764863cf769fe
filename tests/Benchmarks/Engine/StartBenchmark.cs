using System.Diagnostics;
using System.Globalization;
using Analytics.BenchmarkServer;

namespace Analytics.Benchmarks.Engine;

/// <summary>How long a host takes from its start to its first answer, and a large schema to be built.</summary>
internal static class StartBenchmark
{
    private const int Runs = 5;
    private const int Types = 500;
    private const double FirstAnswerMilliseconds = 300;
    private const double SchemaMilliseconds = 200;

    public static async Task RunAsync(Verdicts verdicts)
    {
        Verdicts.Title($"Start, medians of {Runs}");
        List<double> ready = [], first = [], schema = [];
        for (var run = 0; run < Runs; run++)
        {
            var (start, answer) = await AnswerAsync();
            ready.Add(start);
            first.Add(answer);
            schema.Add(await SchemaAsync());
        }
        Verdicts.Row("", "ms");
        Verdicts.Row("---", "---:");
        Verdicts.Row("from the start of the process until it listens", $"{Verdicts.Median(ready):F0}");
        Verdicts.Row("from then until the first analytics document is answered", $"{Verdicts.Median(first):F0}");
        Verdicts.Row($"a schema of {Types} types with its executor, in a new process", $"{Verdicts.Median(schema):F0}");
        Console.WriteLine();
        verdicts.AtMost("first answer after the start, ms", Verdicts.Median(first), FirstAnswerMilliseconds);
        verdicts.AtMost($"schema of {Types} types, ms", Verdicts.Median(schema), SchemaMilliseconds);
    }

    private static async Task<(double Ready, double First)> AnswerAsync()
    {
        using var client = new HttpClient();
        using var server = await ServerProcess.StartOwnAsync("this engine", "engine");
        var started = Stopwatch.GetTimestamp();
        using var content = new StringContent(Documents.MetricBody, null, "application/json");
        using var response = await client.PostAsync(server.Address, content);
        var body = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return body.Length > 15_000
            ? (server.StartTime.TotalMilliseconds, Stopwatch.GetElapsedTime(started).TotalMilliseconds)
            : throw new InvalidOperationException($"The first answer has {body.Length} bytes only.");
    }

    private static async Task<double> SchemaAsync()
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(Queries).Assembly.Location, "schema", Types.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }
}
