using System.Collections.Immutable;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>
/// Numbers the groups of a breakdown. One dimension: its values. Several whose values are known beforehand and few:
/// all combinations. Else combinations as they are met. Threads share it.
/// </summary>
internal sealed class GroupSpace
{
    // So many combinations are an array that nobody has to fill.
    private const long MostDense = 1 << 20;
    private readonly Lock _gate = new();
    private readonly List<(int A, int B, int C)> _met = [];
    private readonly Dictionary<(int A, int B, int C), int> _known = [];
    private readonly int[] _radix;

    /// <param name="snapshot">What is read.</param>
    /// <param name="dimensions">1 to 3.</param>
    /// <param name="columns">Receives the columns that they are read from.</param>
    public GroupSpace(Snapshot snapshot, ImmutableArray<PropertyRef> dimensions, ShardColumns columns)
    {
        Dimensions = [.. dimensions.Select(dimension => new DimensionKeys(snapshot, dimension, columns))];
        IsFixed = Dimensions.All(keys => !keys.HasOthers);
        _radix = [.. Dimensions.Select(keys => keys.Count)];
        IsDense = Dimensions.Length == 1 || (IsFixed && _radix.Aggregate(1L, (all, count) => all * count) <= MostDense);
    }

    public DimensionKeys[] Dimensions { get; }

    /// <summary>Whether all groups that rows can have are known beforehand.</summary>
    public bool IsFixed { get; }

    /// <summary>Whether a group is computed from its values rather than looked up.</summary>
    public bool IsDense { get; }

    /// <summary>Groups so far.</summary>
    public int Count
    {
        get
        {
            if (Dimensions.Length == 1)
                return Dimensions[0].Count;
            if (IsDense)
                return _radix.Aggregate(1, (all, count) => all * count);
            lock (_gate)
                return _met.Count;
        }
    }

    /// <summary>Values known when it was made, by dimension.</summary>
    public ReadOnlySpan<int> Radix => _radix;

    /// <summary>The group of a key, whether or not a row has it; -1 when no row can.</summary>
    public int Of(GroupKey key)
    {
        if (key.Values.Length != Dimensions.Length)
            return -1;
        Span<int> values = stackalloc int[3];
        values.Clear();
        for (var i = 0; i < Dimensions.Length; i++)
            values[i] = Dimensions[i].Of(key.Values[i]);
        return Of(values);
    }

    /// <summary>The group of a combination of values, one a dimension, then zeros; -1 when no row can have it.</summary>
    public int Of(ReadOnlySpan<int> values)
    {
        if (Dimensions.Length == 1)
            return values[0];
        if (!IsDense)
            return Of(values[0], values[1], values[2]);
        var group = 0;
        for (var i = Dimensions.Length - 1; i >= 0; i--)
        {
            if (values[i] >= _radix[i])
                return -1;
            group = (group * _radix[i]) + values[i];
        }
        return group;
    }

    /// <summary>The group of a combination of values; only where it is not dense.</summary>
    public int Of(int a, int b, int c)
    {
        lock (_gate)
        {
            if (_known.TryGetValue((a, b, c), out var group))
                return group;
            group = _met.Count;
            _met.Add((a, b, c));
            _known.Add((a, b, c), group);
            return group;
        }
    }

    public GroupKey Key(int group)
    {
        if (Dimensions.Length == 1)
            return Dimensions[0].Text(group);
        var values = new int[3];
        if (!IsDense)
            lock (_gate)
                (values[0], values[1], values[2]) = _met[group];
        else
            for (var i = 0; i < Dimensions.Length; i++)
                (group, values[i]) = (group / _radix[i], group % _radix[i]);
        return new GroupKey([.. Dimensions.Select((keys, i) => keys.Text(values[i]))]);
    }
}
