using System.Runtime.CompilerServices;

namespace Analytics.Columnar.Operators;

/// <summary>Reads the groups of a block's rows. One a thread.</summary>
internal sealed class GroupReader(GroupSpace space)
{
    private readonly DimensionReader[] _dimensions = [.. space.Dimensions.Select(keys => new DimensionReader(keys))];
    private readonly int[][] _values = [.. space.Dimensions.Skip(1).Select(_ => new int[HitBlock.Most])];
    private readonly Dictionary<(int A, int B, int C), int> _known = [];

    /// <summary>The group of each row.</summary>
    public void Read(HitBlock hits, Span<int> groups)
    {
        _dimensions[0].Read(hits, groups);
        if (_dimensions.Length == 1)
            return;
        for (var i = 1; i < _dimensions.Length; i++)
            _dimensions[i].Read(hits, _values[i - 1]);
        if (space.IsDense)
            Combine(groups[..hits.Count]);
        else
            LookUp(groups[..hits.Count]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Combine(Span<int> groups)
    {
        var factor = 1;
        for (var dimension = 1; dimension < _dimensions.Length; dimension++)
        {
            factor *= space.Radix[dimension - 1];
            var values = _values[dimension - 1];
            for (var i = 0; i < groups.Length; i++)
                groups[i] += values[i] * factor;
        }
    }

    private void LookUp(Span<int> groups)
    {
        var last = _values.Length == 2 ? _values[1] : null;
        for (var i = 0; i < groups.Length; i++)
        {
            var key = (groups[i], _values[0][i], last is null ? 0 : last[i]);
            if (!_known.TryGetValue(key, out groups[i]))
                _known.Add(key, groups[i] = space.Of(key.Item1, key.Item2, key.Item3));
        }
    }
}
