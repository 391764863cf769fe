using Analytics.Columnar.Identity;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Funnels;

/// <summary>One thread's view of the values of a breakdown, a group or a property that is held, row by row of a
/// shard.</summary>
internal sealed class FunnelKeys(DimensionKeys keys, Snapshot snapshot)
{
    private readonly Dictionary<(long Value, byte Scale), int> _numbers = [];
    private readonly int[] _booleans = [DimensionKeys.Missing, -1, -1];
    private readonly ActorPropertyIndex? _actors =
        keys.Scope is PropertyScope.ActorAtEvent or PropertyScope.ActorCurrent ? snapshot.ActorProperty(keys.Property) : null;

    private ShardRows? _rows;
    private CodeColumn _texts;
    private CodeColumn _flags;
    private NumberColumn _values;
    private int _run;

    /// <summary>Turns to a shard.</summary>
    public void Begin(ShardRows rows)
    {
        (_rows, _run) = (rows, 0);
        if (keys.Scope is PropertyScope.Event)
            (_texts, _flags, _values) = (rows.Text(keys.Property), rows.Booleans(keys.Property), rows.Numbers(keys.Property));
    }

    /// <summary>The key of a row's value; <see cref="DimensionKeys.Missing"/> without one.</summary>
    public int At(int row)
    {
        if (keys.Scope is PropertyScope.EventName)
            return (int)(keys.CalledNames is { } called ? called[_rows!.Names[row]] : _rows!.Names[row]);
        if (_actors is not null)
            return OfActor(_actors, row);
        if (!_texts.IsAbsent && _texts[row] is > 0 and var text)
            return (int)text;
        if (!_flags.IsAbsent && _flags[row] is > 0 and var flag)
            return OfBoolean(flag);
        return _values.IsAbsent ? DimensionKeys.Missing : OfNumberAt(row);
    }

    private int OfActor(ActorPropertyIndex index, int row)
    {
        var starts = _rows!.Starts;
        // Rows mostly come actor after actor.
        if (starts[_run] > (uint)row || starts[_run + 1] <= (uint)row)
            _run = starts.BinarySearch((uint)row) is var run && run < 0 ? ~run - 1 : run;
        var values = index.Of(_rows.Actors[_run]);
        var value = keys.Scope is PropertyScope.ActorCurrent ? values.Current : values.At(_rows.Times.At(row));
        return value.Kind switch
        {
            ValueKind.Text => (int)value.Value,
            ValueKind.Boolean => OfBoolean((uint)value.Value),
            ValueKind.Number => OfNumber(value.Value, value.Scale),
            _ => DimensionKeys.Missing,
        };
    }

    private int OfBoolean(uint flag)
    {
        if (_booleans[flag] < 0)
            _booleans[flag] = keys.OfBoolean(flag == 2);
        return _booleans[flag];
    }

    private int OfNumberAt(int row)
    {
        Span<long> value = stackalloc long[1];
        Span<byte> scale = stackalloc byte[1];
        _values.Read(row, value, scale);
        return value[0] == SegmentFormat.NoNumber ? DimensionKeys.Missing : OfNumber(value[0], scale[0]);
    }

    private int OfNumber(long value, byte scale)
    {
        if (!_numbers.TryGetValue((value, scale), out var key))
            _numbers.Add((value, scale), key = keys.OfNumber(value, scale));
        return key;
    }
}
