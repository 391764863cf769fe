using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Funnels;

/// <summary>One thread's view of a breakdown's values, row by row of a shard.</summary>
internal sealed class FunnelKeys(GroupKeys keys)
{
    private readonly Dictionary<(long Value, byte Scale), int> _numbers = [];
    private readonly int[] _booleans = [GroupKeys.Missing, -1, -1];
    private CodeColumn _texts;
    private CodeColumn _flags;
    private NumberColumn _values;

    /// <summary>Turns to a shard.</summary>
    public void Begin(ShardRows rows) =>
        (_texts, _flags, _values) = (rows.Text(keys.Property), rows.Booleans(keys.Property), rows.Numbers(keys.Property));

    /// <summary>The group of a row's value; <see cref="GroupKeys.Missing"/> without one.</summary>
    public int At(int row)
    {
        if (!_texts.IsAbsent && _texts[row] is > 0 and var text)
            return (int)text;
        if (!_flags.IsAbsent && _flags[row] is > 0 and var flag)
            return Boolean(flag);
        return _values.IsAbsent ? GroupKeys.Missing : Number(row);
    }

    private int Boolean(uint flag)
    {
        if (_booleans[flag] < 0)
            _booleans[flag] = keys.OfBoolean(flag == 2);
        return _booleans[flag];
    }

    private int Number(int row)
    {
        Span<long> value = stackalloc long[1];
        Span<byte> scale = stackalloc byte[1];
        _values.Read(row, value, scale);
        if (value[0] == SegmentFormat.NoNumber)
            return GroupKeys.Missing;
        if (!_numbers.TryGetValue((value[0], scale[0]), out var group))
            _numbers.Add((value[0], scale[0]), group = keys.OfNumber(value[0], scale[0]));
        return group;
    }
}
