using System.Diagnostics;
using System.Globalization;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>What others on the machine used of its processors: above some percent, times are of little worth.</summary>
internal sealed class Neighbours
{
    // What the kernel counts processor time in: 1/100 s on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    private readonly Func<TimeSpan> _ours;
    private readonly double _others;
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <param name="ours">Processor time of the processes that are measured.</param>
    public Neighbours(Func<TimeSpan> ours) => (_ours, _others) = (ours, Others(ours));

    /// <summary>Share of all processors since it was made, 0 to 1.</summary>
    public double Share()
    {
        var used = Others(_ours) - _others;
        return Math.Max(0, used / Stopwatch.GetElapsedTime(_started).TotalSeconds / Environment.ProcessorCount);
    }

    private static double Others(Func<TimeSpan> ours)
    {
        // user, nice, system, idle, iowait, irq, softirq, steal
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9];
        var ticks = Array.ConvertAll(fields, field => double.Parse(field, CultureInfo.InvariantCulture));
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond - ours().TotalSeconds;
    }
}
