using Analytics.Columnar.Kernels;

namespace Analytics.Columnar.Querying;

/// <summary>How this node compares with the machine on which prices were measured.</summary>
internal static unsafe class NodeSpeed
{
    private const int Rows = 1 << 16;
    private const int Rounds = 20;
    private const double ReferenceNanoseconds = 0.77;   // a row of the pass below
    private static readonly Lock _gate = new();
    private static double? _factor;

    /// <summary>So many times as long as there; measured once, by the best of some passes of a kernel.</summary>
    public static double Factor(TimeProvider clock)
    {
        lock (_gate)
            return _factor ??= Measure(clock);
    }

    private static double Measure(TimeProvider clock)
    {
        var high = new uint[Rows];
        for (var row = 0; row < Rows; row++)
            high[row] = (uint)row * 50_000;
        using var buckets = new TimeBuckets([.. Enumerable.Range(0, 30).Select(hour => hour * 3_600_000L)]);
        var counts = new uint[2 * (buckets.Count + 1)];
        var best = TimeSpan.MaxValue;
        fixed (uint* highs = high, cells = counts)
        {
            buckets.TryMap(new Segments.TimeColumn(highs, null, 0, default, 0), out var map);
            for (var round = 0; round < Rounds; round++)
            {
                var started = clock.GetTimestamp();
                BucketKernel.Count(null, highs, Rows, map, cells, buckets.Count + 1);
                var taken = clock.GetElapsedTime(started);
                best = taken < best ? taken : best;
            }
        }
        return Math.Clamp(best.TotalNanoseconds / Rows / ReferenceNanoseconds, 0.2, 5);
    }
}
