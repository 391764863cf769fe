using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Kernels;

/// <summary>
/// Finds rows' buckets from the high part of their time: where all edges lie on multiples of one unit, such as an
/// hour, a division by multiplication and a look-up. One a thread; it is bound to the form that a shard's times have.
/// </summary>
/// <param name="edges">Ascending, milliseconds, one more than there are buckets.</param>
internal sealed unsafe class TimeBuckets(long[] edges)
{
    private const int MostUnits = 1 << 16;
    private readonly int[] _table = new int[MostUnits];
    private BucketIndex? _exact;
    private TimeForm _form;
    private uint _first;
    private ulong _multiplier;
    private bool _isBound;
    private bool _isCoarse;

    public int Count => edges.Length - 1;

    /// <summary>Writes the bucket of each row. All rows lie in some bucket.</summary>
    public void Of(in TimeColumn times, ReadOnlySpan<uint> rows, Span<int> buckets)
    {
        if (Count == 1)
        {
            buckets[..rows.Length].Clear();
            return;
        }
        Bind(new TimeForm(times.Base, times.Shift));
        if (_isCoarse)
            Divide(times.High, rows, buckets);
        else
            for (var i = 0; i < rows.Length; i++)
                buckets[i] = _exact!.Of(times.At((int)rows[i]));
    }

    /// <summary>The table that <paramref name="units"/> points into; null when edges do not allow for one.</summary>
    public ReadOnlySpan<int> Table(in TimeColumn times, out CoarseUnits units)
    {
        Bind(new TimeForm(times.Base, times.Shift));
        units = new CoarseUnits(_first, _multiplier);
        return _isCoarse ? _table : [];
    }

    private void Divide(uint* high, ReadOnlySpan<uint> rows, Span<int> buckets)
    {
        var units = new CoarseUnits(_first, _multiplier);
        fixed (int* table = _table)
            for (var i = 0; i < rows.Length; i++)
                buckets[i] = table[units.Of(high[rows[i]])];
    }

    private void Bind(TimeForm form)
    {
        if (_isBound && form == _form)
            return;
        (_form, _isBound) = (form, true);
        _isCoarse = TryCoarse(form);
        if (!_isCoarse)
            _exact ??= new BucketIndex(edges);
    }

    private bool TryCoarse(TimeForm form)
    {
        long unit = 0;
        foreach (var edge in edges)
        {
            if (((edge - form.Base) & ((1L << form.Shift) - 1)) != 0)
                return false;
            unit = Divisor(unit, (edge - edges[0]) >> form.Shift);
        }
        var span = (edges[^1] - edges[0]) >> form.Shift;
        if (span > uint.MaxValue || span / unit > MostUnits || unit == 1)
            return false;
        _first = (uint)((edges[0] - form.Base) >> form.Shift);
        _multiplier = CoarseUnits.Multiplier((uint)unit);
        for (var (bucket, at) = (0, 0); bucket < Count; bucket++)
            for (; at < ((edges[bucket + 1] - edges[0]) >> form.Shift) / unit; at++)
                _table[at] = bucket;
        return true;
    }

    private static long Divisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}

/// <summary>Divides high parts by a unit: exact for all 32-bit distances (Granlund and Montgomery, 1994).</summary>
internal readonly struct CoarseUnits(uint first, ulong multiplier)
{
    public static ulong Multiplier(uint unit) => (ulong.MaxValue / unit) + 1;

    /// <summary>Units since the first edge.</summary>
    public uint Of(uint high) => (uint)Math.BigMul(multiplier, high - first, out _);
}
