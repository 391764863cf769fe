using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>Which rows count as one thing: names, a span of time, conditions. Holds no state: threads share it.</summary>
internal sealed unsafe class RowSelector
{
    // Up to so many names comparisons of whole vectors beat a look-up for each row.
    private const int Few = 4;
    private const long Beyond = 1L << 60;
    private readonly bool[]? _names;
    private readonly byte[]? _fewNames;
    private readonly RowFilter? _filter;
    private readonly bool _always;
    private readonly long _from;
    private readonly long _to;

    /// <param name="snapshot">Whose rows.</param>
    /// <param name="events">Names and a condition.</param>
    /// <param name="filter">A condition on top; null for none.</param>
    /// <param name="from">First instant, milliseconds.</param>
    /// <param name="to">First instant that does not count any more.</param>
    public RowSelector(Snapshot snapshot, EventSelector events, EventFilter? filter, long from, long to)
    {
        // No event lies that far away, and distances to an edge stay within 64 bits.
        (_from, _to) = (Math.Max(from, -Beyond), Math.Min(to, Beyond));
        _always = snapshot.FirstTime >= from && snapshot.LastTime < to;
        _filter = FilterCompiler.Compile(
            (events.Filter, filter) switch
            {
                ({ } own, { } other) => new EventFilter.And([own, other]),
                var (own, other) => own ?? other,
            },
            snapshot);
        if (events.Events.IsEmpty)
            return;
        var names = snapshot.Dictionary(DictionaryId.Names);
        var codes = events.Events.Select(names.Find).Where(code => code != 0).ToArray();
        _names = new bool[names.Count + 1];
        foreach (var code in codes)
            _names[code] = true;
        _fewNames = codes.Length <= Few ? [.. codes.Where(code => code <= byte.MaxValue).Select(code => (byte)code)] : null;
    }

    /// <summary>Whether every row counts that lies in its span of time.</summary>
    public bool IsAnyEvent => _names is null && _filter is null;

    public void AddColumns(ShardColumns columns) => _filter?.AddColumns(columns);

    /// <summary>Sets the bits of the rows that count, and clears the others'.</summary>
    /// <returns>False when none does.</returns>
    public bool Select(ShardRows rows, Span<ulong> bits)
    {
        var any = SelectNames(rows, bits);
        if (!_always)
            any = any && SelectTimes(rows, bits);
        return _filter is null ? any : any && SelectFiltered(rows, _filter, bits);
    }

    private bool SelectNames(ShardRows rows, Span<ulong> bits)
    {
        var names = rows.Names;
        if (_names is null)
            RowBitsKernel.Fill(rows.Rows, bits);
        else if (names.Width == 1 && _fewNames is not null)
            RowBitsKernel.Equal(new ReadOnlySpan<byte>(names.Bytes, rows.Rows), _fewNames, bits);
        else if (names.Width == 1)
            RowBitsKernel.Lookup(new ReadOnlySpan<byte>(names.Bytes, rows.Rows), _names, bits);
        else if (names.Width == 2)
            RowBitsKernel.Lookup(new ReadOnlySpan<ushort>(names.Words, rows.Rows), _names, bits);
        else
            RowBitsKernel.Lookup(new ReadOnlySpan<uint>((uint*)names.Bytes, rows.Rows), _names, bits);
        return rows.Rows > 0;
    }

    private bool SelectTimes(ShardRows rows, Span<ulong> bits)
    {
        var times = rows.Times;
        var exact = times.Coarse(_from, out var from);
        // An edge on a high part lets only those before it through; else its own rows have to be looked at.
        if (times.Coarse(_to, out var last))
        {
            if (last == 0)
            {
                bits[..RowBitsKernel.Words(rows.Rows)].Clear();
                return false;
            }
            last--;
        }
        else
            exact = false;
        if (from > last)
        {
            bits[..RowBitsKernel.Words(rows.Rows)].Clear();
            return false;
        }
        var any = RowBitsKernel.AndWithin(new ReadOnlySpan<uint>(times.High, rows.Rows), from, last, bits) != 0;
        if (any && !exact)
            DropOutside(rows, from, last, bits);
        return any;
    }

    private void DropOutside(ShardRows rows, uint from, uint last, Span<ulong> bits)
    {
        var times = rows.Times;
        for (var row = RowBitsKernel.First(bits, 0, rows.Rows); row < rows.Rows; row = RowBitsKernel.First(bits, row + 1, rows.Rows))
            if (times.High[row] is var high && (high == from || high == last)
                && times.At(row) is var time && (time < _from || time >= _to))
                bits[row >> 6] &= ~(1UL << row);
    }

    private static bool SelectFiltered(ShardRows rows, RowFilter filter, Span<ulong> bits)
    {
        Span<byte> mask = stackalloc byte[BlockRows.Block];
        var any = 0UL;
        for (var row = 0; row < rows.Rows; row += BlockRows.Block)
        {
            var count = Math.Min(BlockRows.Block, rows.Rows - row);
            var block = bits.Slice(row >> 6, RowBitsKernel.Words(count));
            if (!block.ContainsAnyExcept(0UL))
                continue;
            filter.Evaluate(rows, row, mask[..count]);
            any |= RowBitsKernel.And(mask[..count], block);
        }
        return any != 0;
    }
}
