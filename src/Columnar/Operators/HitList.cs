using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Operators;

/// <summary>
/// The hits of a range of actors from all segments, merged into the order of (actor, event). One a thread; its
/// memory is outside the managed heap and used again for the next range.
/// </summary>
internal sealed class HitList(Snapshot snapshot) : IDisposable
{
    private readonly NativeBuffer<Hit> _read = new();
    private readonly NativeBuffer<Hit> _merged = new();
    private readonly List<(int Next, int End)> _runs = [];

    /// <summary>Starts over.</summary>
    public void Clear()
    {
        _read.Clear();
        _runs.Clear();
    }

    public void Add(in Hit hit) => _read.Add(hit);

    /// <summary>All hits of one segment have been added.</summary>
    public void EndSegment()
    {
        var start = _runs.Count == 0 ? 0 : _runs[^1].End;
        if (_read.Count > start)
            _runs.Add((start, _read.Count));
    }

    /// <summary>All hits in order; valid until <see cref="Clear"/>.</summary>
    public Span<Hit> Merge()
    {
        if (_runs.Count <= 1)
            return _read.Span;
        _merged.Clear();
        while (_runs.Count > 1)
            TakeWhileLeast(Least());
        _merged.Append(_read.Span[_runs[0].Next.._runs[0].End]);
        return _merged.Span;
    }

    public void Dispose()
    {
        _read.Dispose();
        _merged.Dispose();
    }

    private int Least(int except = -1)
    {
        var least = -1;
        for (var i = 0; i < _runs.Count; i++)
            if (i != except && (least < 0 || Precedes(_read[_runs[i].Next], _read[_runs[least].Next])))
                least = i;
        return least;
    }

    // One segment mostly has the next hits in a row: they are taken together until another segment's is due.
    private void TakeWhileLeast(int run)
    {
        ref var due = ref _read[_runs[Least(except: run)].Next];
        var (start, end) = _runs[run];
        var next = start + 1;
        while (next < end && Precedes(_read[next], due))
            next++;
        _merged.Append(_read.Span[start..next]);
        if (next < end)
            _runs[run] = (next, end);
        else
            _runs.RemoveAt(run);
    }

    private bool Precedes(in Hit left, in Hit right)
    {
        if (left.Actor != right.Actor)
            return left.Actor < right.Actor;
        if (left.Time != right.Time)
            return left.Time < right.Time;
        return RowOrder.CompareTies(
            snapshot.Segments[left.Segment], left.Row, snapshot.Segments[right.Segment], right.Row) < 0;
    }
}
