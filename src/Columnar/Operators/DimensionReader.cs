using Analytics.Columnar.Identity;
using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>Reads one dimension's values at the rows of a block. One a thread: it asks for a number's value once.</summary>
internal sealed class DimensionReader(DimensionKeys keys)
{
    private readonly Dictionary<(long Value, byte Scale), int> _numbers = [];
    private readonly int[] _booleans = [DimensionKeys.Missing, -1, -1];
    private readonly long[] _values = new long[keys.HasOthers ? HitBlock.Most : 0];
    private readonly byte[] _scales = new byte[keys.HasOthers ? HitBlock.Most : 0];
    private readonly int[] _codes = new int[keys.HasOthers ? HitBlock.Most : 0];

    /// <summary>The value of each row.</summary>
    public void Read(HitBlock hits, Span<int> values)
    {
        values = values[..hits.Count];
        if (keys.Scope is PropertyScope.EventName)
            ReadNames(hits, values);
        else if (keys.Property == 0)
            values.Clear();
        else if (keys.Actors is not null)
            ReadActors(hits, keys.Actors, values);
        else
            ReadEvents(hits, values);
    }

    private void ReadNames(HitBlock hits, Span<int> values)
    {
        HitValues.Names(hits.Shard.Names, hits.Rows, values);
        if (keys.CalledNames is not { } called)
            return;
        foreach (ref var value in values)
            value = (int)called[value];
    }

    private void ReadActors(HitBlock hits, ActorPropertyIndex index, Span<int> values)
    {
        var walk = new ActorValueWalk(index, hits, keys.Scope);
        for (var i = 0; i < values.Length; i++)
        {
            ref readonly var value = ref walk.At(i);
            values[i] = value.Kind switch
            {
                ValueKind.Text => (int)value.Value,
                ValueKind.Number => OfNumber(value.Value, value.Scale),
                ValueKind.Boolean => OfBoolean((int)value.Value),
                _ => DimensionKeys.Missing,
            };
        }
    }

    private void ReadEvents(HitBlock hits, Span<int> values)
    {
        HitValues.Codes(hits.Shard.Text(keys.Property), hits.Rows, values);
        if (!keys.HasOthers)
            return;
        ReadNumbers(hits.Shard.Numbers(keys.Property), hits.Rows, values);
        ReadBooleans(hits.Shard.Booleans(keys.Property), hits.Rows, values);
    }

    private void ReadNumbers(NumberColumn column, ReadOnlySpan<uint> rows, Span<int> values)
    {
        if (column.IsAbsent)
            return;
        HitValues.Numbers(column, rows, _values, _scales);
        for (var i = 0; i < rows.Length; i++)
            if (_values[i] != SegmentFormat.NoNumber)
                values[i] = OfNumber(_values[i], _scales[i]);
    }

    private int OfNumber(long value, byte scale)
    {
        if (!_numbers.TryGetValue((value, scale), out var known))
            _numbers.Add((value, scale), known = keys.OfNumber(value, scale));
        return known;
    }

    private void ReadBooleans(CodeColumn column, ReadOnlySpan<uint> rows, Span<int> values)
    {
        if (column.IsAbsent)
            return;
        HitValues.Codes(column, rows, _codes);
        for (var i = 0; i < rows.Length; i++)
            if (_codes[i] != 0)
                values[i] = OfBoolean(_codes[i]);
    }

    private int OfBoolean(int code)
    {
        if (_booleans[code] < 0)
            _booleans[code] = keys.OfBoolean(code == 2);
        return _booleans[code];
    }
}
