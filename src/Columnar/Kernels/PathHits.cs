using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Kernels;

/// <summary>Hits among which an attempt may take its steps: of one path, with the same values held.</summary>
/// <param name="From">The first place in <see cref="PathHits.Order"/>.</param>
/// <param name="To">The place after the last.</param>
/// <param name="Path">Index of the path.</param>
/// <param name="PathEnd">The hit after the path's last.</param>
/// <param name="IsNull">A single start without a value to hold: nothing follows it.</param>
internal readonly record struct PathPart(int From, int To, int Path, int PathEnd, bool IsNull);

/// <summary>
/// The events that a funnel looks at, path after path, each path's in the order of events; then, per held value, the
/// places at which each step finds its matches. Outside the managed heap; one a thread, used again for each shard.
/// </summary>
internal sealed unsafe class PathHits : IDisposable
{
    /// <summary>In a hit's bits: it may start an attempt.</summary>
    public const ulong Start = 1UL << 63;

    /// <summary>Bit of the first exclusion; below are the steps.</summary>
    public const int FirstExclusion = 20;

    /// <summary>Exclusions that there is a bit for.</summary>
    public const int MostExclusions = 63 - FirstExclusion;

    private const ulong AnyStep = (1UL << FirstExclusion) - 1;
    private readonly int _holds;
    private readonly NativeBuffer<long> _times = new();
    private readonly NativeBuffer<ulong> _bits = new();
    private readonly NativeBuffer<int> _rows = new();
    private readonly NativeBuffer<int> _numbers = new();
    private readonly NativeBuffer<int> _held = new();
    private readonly NativeBuffer<int> _pathEnds = new();
    private readonly NativeBuffer<int> _order = new();
    private readonly NativeBuffer<PathPart> _parts = new();
    private readonly NativeBuffer<ulong>[] _matches = [.. Enumerable.Range(0, 64).Select(_ => new NativeBuffer<ulong>())];

    /// <param name="holds">Number of values that a path's attempts hold constant.</param>
    public PathHits(int holds) => _holds = holds;

    public int Count => _times.Count;

    /// <summary>Milliseconds, by hit.</summary>
    public long* Times => _times.Pointer;

    /// <summary>Steps and exclusions matched and whether it starts, by hit.</summary>
    public ulong* Bits => _bits.Pointer;

    /// <summary>As they were added, by hit.</summary>
    public int* Rows => _rows.Pointer;

    /// <summary>Which event of its path it is, by hit: those of neighbours differ by 1.</summary>
    public int* Numbers => _numbers.Pointer;

    /// <summary>The hit of each place.</summary>
    public int* Order => _order.Pointer;

    public ReadOnlySpan<PathPart> Parts => _parts.Span;

    /// <summary>The places of a step's or the start's matches, the hits of an exclusion's: one bit each, then ones.</summary>
    public ulong* Matches(int bit) => _matches[bit].Pointer;

    public void Clear()
    {
        _times.Clear();
        _bits.Clear();
        _rows.Clear();
        _numbers.Clear();
        _held.Clear();
        _pathEnds.Clear();
    }

    /// <summary>Adds a hit to the current path, later than those before.</summary>
    /// <param name="time">Milliseconds.</param>
    /// <param name="bits">What it matches.</param>
    /// <param name="row">Whatever the caller knows it by.</param>
    /// <param name="number">Which event of the path it is, those that match nothing included.</param>
    /// <returns>The held values, to be written; 0 for a missing one.</returns>
    public Span<int> Add(long time, ulong bits, int row, int number)
    {
        _times.Add(time);
        _bits.Add(bits);
        _rows.Add(row);
        _numbers.Add(number);
        return _holds == 0 ? [] : _held.Append(_holds);
    }

    /// <summary>Ends a path; one without hits is none.</summary>
    public void EndPath()
    {
        if (Count > (_pathEnds.Count == 0 ? 0 : _pathEnds[_pathEnds.Count - 1]))
            _pathEnds.Add(Count);
    }

    /// <summary>Makes the parts and the places of all matches.</summary>
    public void Arrange()
    {
        _order.Clear();
        _parts.Clear();
        var from = 0;
        for (var path = 0; path < _pathEnds.Count; path++)
        {
            var end = _pathEnds[path];
            if (_holds == 0)
                AddWhole(path, from, end);
            else
                AddByValue(path, from, end);
            from = end;
        }
        var used = 0UL;
        foreach (var bits in _bits.Span)
            used |= bits;
        for (var bit = 0; bit < 64; bit++)
            Match(bit, (used >> bit & 1) != 0);
    }

    public void Dispose()
    {
        _times.Dispose();
        _bits.Dispose();
        _rows.Dispose();
        _numbers.Dispose();
        _held.Dispose();
        _pathEnds.Dispose();
        _order.Dispose();
        _parts.Dispose();
        foreach (var matches in _matches)
            matches.Dispose();
    }

    private void AddWhole(int path, int from, int end)
    {
        for (var hit = from; hit < end; hit++)
            _order.Add(hit);
        _parts.Add(new PathPart(from, end, path, end, IsNull: false));
    }

    // Hits of the same values follow each other, in their order; those without one are alone.
    private void AddByValue(int path, int from, int end)
    {
        var first = _order.Count;
        for (var hit = from; hit < end; hit++)
            if ((_bits[hit] & AnyStep) != 0)
                _order.Add(hit);
        var order = _order.Span[first..];
        order.Sort(new ByValue(_held.Pointer, _holds));
        for (var start = 0; start < order.Length;)
        {
            var next = start + 1;
            var isNull = IsNull(order[start]);
            while (!isNull && next < order.Length && SameValue(order[start], order[next]))
                next++;
            if (!isNull || (_bits[order[start]] & Start) != 0)
                _parts.Add(new PathPart(first + start, first + next, path, end, isNull));
            start = next;
        }
    }

    private bool IsNull(int hit) => Held(hit).Contains(0);

    private bool SameValue(int left, int right) => Held(left).SequenceEqual(Held(right));

    private ReadOnlySpan<int> Held(int hit) => _held.Span.Slice(hit * _holds, _holds);

    private void Match(int bit, bool isUsed)
    {
        var byHit = bit is >= FirstExclusion and < 63;
        var count = byHit ? Count : _order.Count;
        var matches = _matches[bit];
        matches.Reset(RowBitsKernel.Words(count) + 1);
        matches[matches.Count - 1] = ulong.MaxValue;
        if (!isUsed)
            return;
        for (var i = 0; i < count; i++)
            matches[i >> 6] |= (_bits[byHit ? i : _order[i]] >> bit & 1) << i;
    }

    private readonly struct ByValue(int* held, int holds) : IComparer<int>
    {
        public int Compare(int x, int y)
        {
            for (var i = 0; i < holds; i++)
                if (held[(x * holds) + i].CompareTo(held[(y * holds) + i]) is not 0 and var order)
                    return order;
            return x.CompareTo(y);
        }
    }
}
