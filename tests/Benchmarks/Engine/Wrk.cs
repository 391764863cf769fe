using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Analytics.Benchmarks.Engine;

/// <summary>What one round of load measured.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Processor">Microseconds of the server's processor time an answer.</param>
internal sealed record Round(double Rate, double Median, double P99, double Processor);

/// <summary>The load generator <c>wrk</c>: 32 connections that are kept alive, POST.</summary>
internal static partial class Wrk
{
    /// <summary>Loads a server for some seconds.</summary>
    /// <exception cref="InvalidOperationException">Some answers were refusals or broken.</exception>
    public static async Task<Round> RunAsync(ServerProcess server, Uri address, string body, int seconds)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, $"""
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "application/json"
                wrk.body = {JsonSerializer.Serialize(body, JsonSerializerOptions.Web)}
                """.Replace("\\u0022", "\\\"", StringComparison.Ordinal));
            var before = server.ProcessorSeconds();
            var report = await ReportAsync(
                ["-t1", "-c32", $"-d{seconds}s", "--latency", "-s", script, address.ToString()]);
            var processor = server.ProcessorSeconds() - before;
            if (report.Contains("Non-2xx", StringComparison.Ordinal) || report.Contains("Socket errors", StringComparison.Ordinal))
                throw new InvalidOperationException($"{server.Name} did not answer everything:\n{report}");
            var answers = Number(Total().Match(report));
            return new Round(
                Number(Rate().Match(report)), Milliseconds(report, "50"), Milliseconds(report, "99"),
                processor / answers * 1e6);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static async Task<string> ReportAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        var report = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? report : throw new InvalidOperationException($"wrk failed:\n{report}");
    }

    private static double Milliseconds(string report, string percentile)
    {
        var match = Regex.Match(report, $@"\s{percentile}%\s+([\d.]+)(us|ms|s)");
        return Number(match) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Total();
}
