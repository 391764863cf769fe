using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Kernels;

/// <summary>A longest time between two rows, which their high parts mostly decide.</summary>
internal readonly struct TimeWindow
{
    private readonly long _length;
    private readonly long _sure;
    private readonly long _possible;

    /// <param name="length">Milliseconds, inclusive; at least 0.</param>
    /// <param name="shift">Low bits of the times that are compared.</param>
    public TimeWindow(long length, int shift)
    {
        // The low parts of two rows differ by less than one high unit.
        var slack = (1L << shift) - 1;
        (_length, _sure, _possible) = (length, (length - slack) >> shift, (length + slack) >> shift);
    }

    /// <summary>Whether a row is at most so much later than one before it.</summary>
    public unsafe bool Holds(in TimeColumn times, int first, int row)
    {
        var distance = (long)times.High[row] - times.High[first];
        return distance <= _sure || (distance <= _possible && times.At(row) - times.At(first) <= _length);
    }
}
