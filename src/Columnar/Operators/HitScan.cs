using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Operators;

/// <summary>Collects the hits of a range of actors.</summary>
/// <param name="snapshot">What is read.</param>
/// <param name="match">Which events are hits.</param>
/// <param name="groups">Gives each hit its group; null for none.</param>
/// <param name="wholeActors">Whether events that match nothing are wanted too, from the actor's first to the end of
/// the range: sessions are derived from them.</param>
internal sealed class HitScan(Snapshot snapshot, EventMatch match, GroupKeys? groups, bool wholeActors) : IDisposable
{
    private readonly HitList _hits = new(snapshot);
    private readonly GroupCache? _cache = groups is null ? null : new GroupCache(groups);

    public long RowsScanned { get; private set; }

    /// <summary>Hits in the order of (actor, event); valid until the next call.</summary>
    public Span<Hit> Read(uint fromActor, uint toActor)
    {
        _hits.Clear();
        for (var index = 0; index < snapshot.Segments.Length; index++)
        {
            var segment = snapshot.Segments[index];
            if (!match.CanMatch(segment) && !(wholeActors && segment.FirstTime < match.To))
                continue;
            var (from, to) = (segment.FirstRowOf(fromActor), segment.FirstRowOf(toActor));
            for (var row = from; row < to; row += BlockRows.Block)
                ReadBlock(index, segment, row, Math.Min(BlockRows.Block, to - row));
            RowsScanned += to - from;
            _hits.EndSegment();
        }
        return _hits.Merge();
    }

    public void Dispose() => _hits.Dispose();

    private void ReadBlock(int index, Segment segment, int row, int count)
    {
        Span<uint> bits = stackalloc uint[BlockRows.Block];
        Span<ulong> sessions = stackalloc ulong[wholeActors ? BlockRows.Block : 0];
        Span<int> groupIds = stackalloc int[_cache is null ? 0 : BlockRows.Block];
        bits = bits[..count];
        var any = match.Evaluate(segment, row, bits);
        if (any == 0 && !wholeActors)
            return;
        if (wholeActors)
            segment.Sessions.Read(row, sessions = sessions[..count]);
        if (any != 0)
            _cache?.Read(segment, row, bits, groupIds);
        Span<long> times = stackalloc long[BlockRows.Block];
        segment.Times.Read(row, times = times[..count]);
        var actors = segment.Actors;
        var starts = segment.ActorStarts;
        var run = RunOf(starts, row);
        for (var i = 0; i < bits.Length; i++)
        {
            if (wholeActors ? times[i] >= match.To : bits[i] == 0)
                continue;
            while (starts[run + 1] <= (uint)(row + i))
                run++;
            _hits.Add(new Hit(
                times[i], actors[run], index, row + i, bits[i],
                _cache is null ? 0 : groupIds[i], wholeActors ? sessions[i] : 0));
        }
    }

    private static int RunOf(ReadOnlySpan<uint> starts, int row)
    {
        var run = starts.BinarySearch((uint)row);
        return run < 0 ? ~run - 1 : run;
    }
}
