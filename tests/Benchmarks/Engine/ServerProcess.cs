using System.Diagnostics;
using System.Globalization;

namespace Analytics.Benchmarks.Engine;

/// <summary>A server in a process of its own, which says <c>ready</c> and its address.</summary>
internal sealed class ServerProcess : IDisposable
{
    // What the kernel counts processor time in: 1/100 s on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    private readonly Process _process;

    private ServerProcess(string name, Process process, Uri address, TimeSpan startTime) =>
        (Name, _process, Address, StartTime) = (name, process, address, startTime);

    /// <summary>How it is called in tables.</summary>
    public string Name { get; }

    /// <summary>The address that it printed.</summary>
    public Uri Address { get; }

    /// <summary>From the start of the process to its ready line.</summary>
    public TimeSpan StartTime { get; }

    /// <summary>Starts it and waits for its ready line.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static async Task<ServerProcess> StartAsync(string name, string program, params string[] arguments)
    {
        var started = TimeProvider.System.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("ready ", StringComparison.Ordinal))
                return new ServerProcess(
                    name, process, new Uri(line["ready ".Length..]), TimeProvider.System.GetElapsedTime(started));
        throw new InvalidOperationException($"{name} ended before it was ready.");
    }

    /// <summary>The program's own server: <c>engine</c> or <c>minimal</c>.</summary>
    public static Task<ServerProcess> StartOwnAsync(string name, string mode) => StartAsync(
        name, "dotnet", typeof(BenchmarkServer.Queries).Assembly.Location, mode);

    /// <summary>Processor seconds that it has used, in user and kernel mode.</summary>
    public double ProcessorSeconds()
    {
        // The name in the second field may hold blanks; the fields after it are counted from its bracket.
        var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>Memory that belongs to it alone, in KiB.</summary>
    public double PrivateKibibytes() => File.ReadLines($"/proc/{_process.Id}/smaps_rollup")
        .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(line => Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
