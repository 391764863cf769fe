using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Kernels;

/// <summary>
/// Finds rows' buckets from the high part of their time: where all edges lie on multiples of one unit, such as an
/// hour, a division by multiplication and a look-up. One a thread; it is bound to the form that a shard's times have.
/// </summary>
/// <param name="edges">Ascending, milliseconds, one more than there are buckets.</param>
internal sealed unsafe class TimeBuckets(long[] edges) : IDisposable
{
    private const int MostUnits = 1 << 16;
    private const int Ahead = 16;
    private readonly NativeBuffer<int> _table = new();
    private BucketIndex? _exact;
    private TimeForm _form;
    private long _offset;
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

    /// <returns>False when edges do not lie on high parts of these times: each row has to be looked at exactly.</returns>
    public bool TryMap(in TimeColumn times, out CoarseMap map)
    {
        Bind(new TimeForm(times.Base, times.Shift));
        map = _isCoarse ? new CoarseMap(new CoarseUnits(_offset, _multiplier), _table.Pointer, _table.Count - 1) : default;
        return _isCoarse;
    }

    public void Dispose() => _table.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(uint* high, ReadOnlySpan<uint> rows, Span<int> buckets)
    {
        var units = new CoarseUnits(_offset, _multiplier);
        var table = _table.Pointer;
        fixed (uint* row = rows)
        fixed (int* bucket = buckets)
        {
            var i = 0;
            // Hits lie apart: the processor does not guess where the next one is.
            for (; Sse.IsSupported && i + Ahead < rows.Length; i++)
            {
                Sse.Prefetch0(high + row[i + Ahead]);
                bucket[i] = table[units.Of(high[row[i]])];
            }
            for (; i < rows.Length; i++)
                bucket[i] = table[units.Of(high[row[i]])];
        }
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
        // No row lies before the base or where high parts end: edges out there make no difference.
        var end = Math.Min(edges[^1], form.Base + (1L << 32 << form.Shift));
        var first = 0;
        while (first + 1 < Count && edges[first + 1] <= form.Base)
            first++;
        long unit = 0;
        for (var i = first; i < edges.Length; i++)
        {
            if (((edges[i] - form.Base) & ((1L << form.Shift) - 1)) != 0)
                return false;
            unit = Divisor(unit, (edges[i] - edges[first]) >> form.Shift);
        }
        var units = (((end - edges[first]) >> form.Shift) + unit - 1) / unit;
        if (unit is 1 or > int.MaxValue || units > MostUnits || form.Base - edges[first] > 1L << 32 << form.Shift)
            return false;
        _offset = (form.Base - edges[first]) >> form.Shift;
        _multiplier = CoarseUnits.Multiplier((uint)unit);
        _table.Clear();
        for (var bucket = first; bucket < Count && _table.Count < units; bucket++)
            while (_table.Count < Math.Min(units, ((edges[bucket + 1] - edges[first]) >> form.Shift) / unit))
                _table.Add(bucket);
        _table.Add(Count);
        return true;
    }

    private static long Divisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}

/// <summary>Divides high parts by a unit: exact for all sums below 2^33 (Granlund and Montgomery, 1994).</summary>
/// <param name="offset">Added to each high part first; what it makes negative is beyond all units.</param>
/// <param name="multiplier">By <see cref="Multiplier"/>.</param>
internal readonly struct CoarseUnits(long offset, ulong multiplier)
{
    /// <param name="unit">Above 1, at most 2^31.</param>
    public static ulong Multiplier(uint unit) => (ulong.MaxValue / unit) + 1;

    /// <summary>Units since the first edge.</summary>
    public ulong Of(uint high) => Math.BigMul(multiplier, (ulong)(high + offset), out _);
}
