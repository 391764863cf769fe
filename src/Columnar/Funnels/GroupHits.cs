using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Funnels;

/// <summary>An event that a path over several actors looks at.</summary>
/// <param name="Time">Milliseconds.</param>
/// <param name="Bits">What it matches.</param>
/// <param name="Group">Whose path it is on.</param>
/// <param name="Segment">Index in the snapshot.</param>
/// <param name="Row">In that segment.</param>
/// <param name="Key">The group of its breakdown value.</param>
internal readonly record struct GroupHit(long Time, ulong Bits, int Group, int Segment, int Row, int Key);

/// <summary>Events of all actors, group after group once they are gathered. Outside the managed heap.</summary>
internal sealed class GroupHits(int holds) : IDisposable
{
    private readonly NativeBuffer<GroupHit> _hits = new();
    private readonly NativeBuffer<int> _held = new();
    private readonly NativeBuffer<int> _order = new();
    private readonly NativeBuffer<int> _starts = new();

    public int Count => _hits.Count;

    /// <summary>Memory that a hit takes, bytes: where a thread gathers it, where all are put together, and its place
    /// in the order.</summary>
    public unsafe int BytesPerHit => (2 * (sizeof(GroupHit) + (sizeof(int) * holds))) + sizeof(int);

    /// <summary>Number of groups; the first one, which is none, is always empty.</summary>
    public int Groups => _starts.Count - 1;

    /// <summary>Adds a hit.</summary>
    /// <returns>Its held values, to be written.</returns>
    public Span<int> Add(in GroupHit hit)
    {
        _hits.Add(hit);
        return holds == 0 ? [] : _held.Append(holds);
    }

    /// <summary>Takes another thread's hits over.</summary>
    public void Add(GroupHits other)
    {
        _hits.Append(other._hits.Span);
        _held.Append(other._held.Span);
    }

    /// <summary>Puts the hits of a group together.</summary>
    public void Arrange()
    {
        var groups = 1;
        foreach (ref readonly var hit in _hits.Span)
            groups = Math.Max(groups, hit.Group + 1);
        _starts.Reset(groups + 1);
        foreach (ref readonly var hit in _hits.Span)
            _starts[hit.Group + 1]++;
        for (var group = 0; group < groups; group++)
            _starts[group + 1] += _starts[group];
        using var next = new NativeBuffer<int>();
        next.Append(_starts.Span);
        var order = _order.Append(Count);
        for (var i = 0; i < Count; i++)
            order[next[_hits[i].Group]++] = i;
    }

    /// <summary>The first hit of a group, or the number of hits.</summary>
    public int Start(int group) => _starts[group];

    /// <summary>The hits of a group in the order of events.</summary>
    public ReadOnlySpan<int> Sorted(int group, Snapshot snapshot)
    {
        var order = _order.Span[_starts[group].._starts[group + 1]];
        order.Sort(new ByEvent(this, snapshot));
        return order;
    }

    public ref readonly GroupHit this[int index] => ref _hits[index];

    public ReadOnlySpan<int> Held(int index) => _held.Span.Slice(index * holds, holds);

    public void Dispose()
    {
        _hits.Dispose();
        _held.Dispose();
        _order.Dispose();
        _starts.Dispose();
    }

    private readonly struct ByEvent(GroupHits hits, Snapshot snapshot) : IComparer<int>
    {
        public int Compare(int x, int y)
        {
            if (x == y)
                return 0;
            ref readonly var left = ref hits[x];
            ref readonly var right = ref hits[y];
            return left.Time != right.Time
                ? left.Time.CompareTo(right.Time)
                : RowOrder.CompareTies(
                    snapshot.Segments[left.Segment], left.Row, snapshot.Segments[right.Segment], right.Row);
        }
    }
}
