using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Series;

/// <summary>All numbers by cell, for percentiles: collected as they come, then put together by cell.</summary>
/// <param name="run">Pays for the memory.</param>
/// <param name="layout">Where groups stand.</param>
/// <param name="numbers">The column that is looked at.</param>
internal sealed class NumberListFigures(QueryRun run, SlotLayout layout, int numbers) : Figures
{
    private const int BytesPerNumber = 2 * (sizeof(int) + sizeof(long) + sizeof(byte));
    private readonly NativeBuffer<int> _cells = new();
    private readonly NativeBuffer<long> _values = new();
    private readonly NativeBuffer<byte> _scales = new();
    private readonly NativeBuffer<int> _starts = new();
    private readonly NativeBuffer<long> _sorted = new();
    private readonly NativeBuffer<byte> _sortedScales = new();
    private readonly NativeBuffer<Int128> _asked = new();
    private readonly NativeBuffer<long> _askedLongs = new();
    private byte _scale;
    private bool _isMixed;

    public override void Add(HitColumns hits, int cells)
    {
        var (values, scales) = (hits.Numbers[numbers], hits.Scales[numbers]);
        run.Reserve(hits.Count * (long)BytesPerNumber);
        for (var i = 0; i < hits.Count; i++)
        {
            if (values[i] == SegmentFormat.NoNumber)
                continue;
            if (_values.Count == 0)
                _scale = scales[i];
            _isMixed |= scales[i] != _scale;
            _cells.Add(hits.Cells[i]);
            _values.Add(values[i]);
            _scales.Add(scales[i]);
        }
    }

    public override void Merge(Figures other)
    {
        var theirs = (NumberListFigures)other;
        if (theirs._values.Count == 0)
            return;
        _isMixed |= theirs._isMixed || (_values.Count > 0 && _scale != theirs._scale);
        _scale = theirs._scale;
        _cells.Append(theirs._cells.Span);
        _values.Append(theirs._values.Span);
        _scales.Append(theirs._scales.Span);
    }

    // Counting sort.
    public override void Complete()
    {
        var most = -1;
        foreach (var cell in _cells.Span)
            most = Math.Max(most, cell);
        _starts.Reset(most + 2);
        foreach (var cell in _cells.Span)
            _starts[cell + 1]++;
        for (var cell = 0; cell <= most; cell++)
            _starts[cell + 1] += _starts[cell];
        using var next = new NativeBuffer<int>();
        next.Append(_starts.Span);
        _sorted.Append(_values.Count);
        _sortedScales.Append(_values.Count);
        for (var i = 0; i < _values.Count; i++)
        {
            var at = next[_cells[i]]++;
            (_sorted[at], _sortedScales[at]) = (_values[i], _scales[i]);
        }
        _values.Clear();
    }

    /// <summary>Only <see cref="Percentile"/> makes a figure of them.</summary>
    public override decimal? Value(int slot, in FigureSpan span) => throw new NotSupportedException("A list is no figure.");

    /// <summary>Type 7: linear between the numbers at the closest ranks; null without any number.</summary>
    /// <param name="slot">Of the cells; the slot of all events looks at every other one's.</param>
    /// <param name="span">Which buckets.</param>
    /// <param name="percentile">Above 0, below 100.</param>
    public decimal? Percentile(int slot, in FigureSpan span, decimal percentile)
    {
        _asked.Clear();
        _askedLongs.Clear();
        if (slot != layout.All)
            Ask(slot, span);
        else
            for (var one = 0; one * layout.Width < _starts.Count - 1; one++)
                Ask(one, span);
        var count = _isMixed ? _asked.Count : _askedLongs.Count;
        if (count == 0)
            return null;
        var rank = (count - 1) * percentile / 100;
        var low = (int)decimal.Floor(rank);
        var below = At(low);
        var part = rank - low;
        return part == 0 ? below : below + ((Above(low) - below) * part);
    }

    public override void Dispose()
    {
        _cells.Dispose();
        _values.Dispose();
        _scales.Dispose();
        _starts.Dispose();
        _sorted.Dispose();
        _sortedScales.Dispose();
        _asked.Dispose();
        _askedLongs.Dispose();
    }

    private void Ask(int slot, in FigureSpan span)
    {
        var cells = _starts.Count - 1;
        var first = (slot * layout.Width) + span.From;
        if (first >= cells)
            return;
        var (from, to) = (_starts[first], _starts[Math.Min((slot * layout.Width) + span.To + 1, cells)]);
        if (!_isMixed)
        {
            _askedLongs.Append(_sorted.Span[from..to]);
            return;
        }
        for (var i = from; i < to; i++)
            _asked.Add((Int128)_sorted[i] * PowersOfTen.AsLong(DecimalText.MaxDigits - _sortedScales[i]));
    }

    private decimal At(int rank)
    {
        if (!_isMixed)
            return SelectKernel.Select(_askedLongs.Span, rank) / PowersOfTen.AsDecimal(_scale);
        // Numbers of different scales are rare: sorting them once will do.
        _asked.Span.Sort();
        return ExactDecimal.Of((System.Numerics.BigInteger)_asked[rank], DecimalText.MaxDigits);
    }

    private decimal Above(int rank)
    {
        if (_isMixed)
            return ExactDecimal.Of((System.Numerics.BigInteger)_asked[rank + 1], DecimalText.MaxDigits);
        var least = long.MaxValue;
        foreach (var value in _askedLongs.Span[(rank + 1)..])
            least = Math.Min(least, value);
        return least / PowersOfTen.AsDecimal(_scale);
    }
}
