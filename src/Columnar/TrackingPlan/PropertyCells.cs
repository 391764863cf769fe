using Analytics.Columnar.Identity;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.TrackingPlan;

/// <summary>Some properties of the listed events: a cell for each event and property that occur together.</summary>
internal sealed class PropertyCells : IPropertyTally
{
    private const int BytesPerCell = 8 * 1024;

    private readonly Snapshot _snapshot;
    private readonly uint[] _properties;
    private readonly int[] _places;
    private readonly PropertyCell?[] _cells;
    private readonly QueryRun _run;
    private readonly int[] _codes = new int[HitBlock.Most];
    private readonly long[] _values = new long[HitBlock.Most];
    private readonly byte[] _scales = new byte[HitBlock.Most];

    /// <param name="snapshot">Whose values.</param>
    /// <param name="properties">Codes of their names.</param>
    /// <param name="places">The place of each event by its name's code; -1 for those that are not listed.</param>
    /// <param name="names">Number of listed events.</param>
    /// <param name="run">The question.</param>
    public PropertyCells(Snapshot snapshot, uint[] properties, int[] places, int names, QueryRun run)
    {
        (_snapshot, _properties, _places, _run) = (snapshot, properties, places, run);
        _cells = new PropertyCell?[names * properties.Length];
    }

    /// <summary>Bytes that were reserved for it.</summary>
    public long Reserved { get; private set; }

    public void Add(HitBlock hits, ReadOnlySpan<int> names, ReadOnlySpan<long> times)
    {
        for (var property = 0; property < _properties.Length; property++)
        {
            AddCodes(hits.Shard.Text(_properties[property]), hits, names, times, property, ValueKind.Text);
            AddCodes(hits.Shard.Booleans(_properties[property]), hits, names, times, property, ValueKind.Boolean);
            AddNumbers(hits.Shard.Numbers(_properties[property]), hits, names, times, property);
        }
    }

    public void Merge(PropertyCells other)
    {
        for (var i = 0; i < _cells.Length; i++)
            if (other._cells[i] is { } cell)
                (_cells[i] ??= NewCell(i % _properties.Length)).Merge(cell);
    }

    /// <summary>The properties of one event that has any of them.</summary>
    public IEnumerable<PropertyFound> Found(int name)
    {
        for (var property = 0; property < _properties.Length; property++)
            if (_cells[(name * _properties.Length) + property] is { } cell)
                yield return cell.Found(_snapshot.Dictionary(DictionaryId.Properties).Text(_properties[property]));
    }

    private void AddCodes(
        in CodeColumn column, HitBlock hits, ReadOnlySpan<int> names, ReadOnlySpan<long> times, int property, ValueKind kind)
    {
        if (column.IsAbsent)
            return;
        HitValues.Codes(column, hits.Rows, _codes);
        for (var i = 0; i < names.Length; i++)
            if (_codes[i] != 0)
                Cell(names[i], property)?.Add(new TypedValue(kind, _codes[i], 0), times[i]);
    }

    private void AddNumbers(
        in NumberColumn column, HitBlock hits, ReadOnlySpan<int> names, ReadOnlySpan<long> times, int property)
    {
        if (column.IsAbsent)
            return;
        HitValues.Numbers(column, hits.Rows, _values, _scales);
        for (var i = 0; i < names.Length; i++)
            if (_values[i] != SegmentFormat.NoNumber)
                Cell(names[i], property)?.Add(TypedValue.Number(_values[i], _scales[i]), times[i]);
    }

    private PropertyCell? Cell(int name, int property)
    {
        var place = _places[name];
        return place < 0 ? null : _cells[(place * _properties.Length) + property] ??= NewCell(property);
    }

    private PropertyCell NewCell(int property)
    {
        _run.Reserve(BytesPerCell);
        Reserved += BytesPerCell;
        return new PropertyCell(_snapshot.Dictionary(_properties[property]));
    }
}
