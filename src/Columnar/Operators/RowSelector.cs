using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>Which rows count as one thing: names, a span of time, conditions. Holds no state: threads share it.</summary>
internal sealed unsafe class RowSelector
{
    private const long Beyond = 1L << 60;
    private readonly CodeSet? _names;
    private readonly HashSet<uint>? _codes;
    private readonly ShardFilter?[] _filters;
    private readonly bool _always;
    private readonly long _from;
    private readonly long _to;
    private readonly (EventFilter? All, EventFilter? Events) _conditions;

    /// <param name="snapshot">Whose rows.</param>
    /// <param name="events">Names and a condition.</param>
    /// <param name="filter">A condition on top; null for none.</param>
    /// <param name="from">First instant, milliseconds.</param>
    /// <param name="to">First instant that does not count any more.</param>
    public RowSelector(Snapshot snapshot, EventSelector events, EventFilter? filter, long from, long to)
    {
        // No event lies that far away, and distances to an edge stay within 64 bits.
        (_from, _to) = (Math.Max(from, -Beyond), Math.Min(to, Beyond));
        _conditions = (filter, events.Filter);
        _always = snapshot.FirstTime >= from && snapshot.LastTime < to;
        _filters = [ShardFilter.Compile(filter, snapshot), ShardFilter.Compile(events.Filter, snapshot)];
        if (events.Events.IsEmpty)
            return;
        _codes = [.. events.Events.SelectMany(snapshot.Names.Sent)];
        _names = CodeSet.Of(_codes, snapshot.Names.Count + 1);
    }

    /// <summary>Whether a segment has an event of the names within the time, by its totals.</summary>
    public bool Reaches(Segment segment)
    {
        foreach (ref readonly var total in segment.NameTotals)
            if (total.Last >= _from && total.First < _to && _codes?.Contains(total.Name) != false)
                return true;
        return false;
    }

    /// <summary>Whether it keeps the same rows as another one of the same snapshot, as far as that is easily seen.</summary>
    public bool SelectsAs(RowSelector other) =>
        _from == other._from && _to == other._to && _conditions == other._conditions
        && (_codes is null ? other._codes is null : other._codes is not null && _codes.SetEquals(other._codes));

    /// <summary>Whether every row counts that lies in its span of time.</summary>
    public bool IsAnyEvent => _names is null && Array.TrueForAll(_filters, static filter => filter is null);

    public void AddColumns(ShardColumns columns)
    {
        foreach (var filter in _filters)
            filter?.AddColumns(columns);
    }

    /// <summary>Sets the bits of the rows that count, and clears the others'.</summary>
    /// <returns>False when none does.</returns>
    public bool Select(ShardRows rows, Span<ulong> bits)
    {
        if (_names is null)
            RowBitsKernel.Fill(rows.Rows, bits);
        else
            CodeBits.Match(rows.Names.Bytes, rows.Names.Width, rows.Rows, _names, bits);
        if (!_always)
            TimeBits.Keep(rows.Times, rows.Rows, _from, _to, bits);
        foreach (var filter in _filters)
            if (filter is not null && bits.ContainsAnyExcept(0UL))
                filter.Keep(rows, bits);
        return bits.ContainsAnyExcept(0UL);
    }
}
