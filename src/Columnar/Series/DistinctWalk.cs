using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Series;

/// <summary>Counts distinct actors or sessions, actor after actor.</summary>
internal sealed class DistinctWalk(SeriesScope scope, SeriesLayout layout) : IDisposable
{
    private readonly bool _sessions = scope.Query.Measure.Aggregation is Aggregation.UniqueSessions;
    private readonly SeriesState _state = new(scope, layout);
    private readonly HitScan _scan = new(
        scope.Snapshot, scope.Match, scope.Groups, scope.Query.Measure.Aggregation is Aggregation.UniqueSessions);
    private readonly Dictionary<ulong, uint> _sent = [];
    private uint _stamp = 1;

    /// <summary>Counts the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var hits = _scan.Read(fromActor, toActor);
        while (!hits.IsEmpty)
        {
            var end = 1;
            while (end < hits.Length && hits[end].Actor == hits[0].Actor)
                end++;
            AddActor(hits[..end]);
            hits = hits[end..];
        }
    }

    /// <summary>Notes the groups of matching events that have no actor.</summary>
    public void SeeNobody()
    {
        if (scope.Groups is null)
            return;
        Span<uint> bits = stackalloc uint[BlockRows.Block];
        Span<int> groups = stackalloc int[BlockRows.Block];
        foreach (var segment in scope.Snapshot.Segments)
            for (var row = 0; row < segment.NobodyRows; row += BlockRows.Block)
            {
                var block = bits[..Math.Min(BlockRows.Block, segment.NobodyRows - row)];
                if (scope.Match.Evaluate(segment, row, block) == 0)
                    continue;
                _state.Groups!.Read(segment, row, block, groups);
                for (var i = 0; i < block.Length; i++)
                    if (block[i] != 0)
                        _state.See(groups[i]);
                _state.RowsScanned += block.Length;
            }
    }

    public SeriesState Finish()
    {
        _state.RowsScanned += _scan.RowsScanned;
        return _state;
    }

    public void Dispose() => _scan.Dispose();

    private void AddActor(Span<Hit> hits)
    {
        if (_sessions)
        {
            _stamp = SessionKernel.Number(hits, scope.SessionGap, _stamp, _sent, out var returns);
            // A session counts in one piece: its hits come together when others lie between them.
            if (returns)
                hits.Sort(static (left, right) => left.Session.CompareTo(right.Session));
        }
        foreach (ref readonly var hit in hits)
            if (hit.Bits != 0)
                Mark(hit, _sessions ? (uint)hit.Session : _stamp);
        if (!_sessions)
            _stamp++;
    }

    private void Mark(in Hit hit, uint stamp)
    {
        var cells = (DistinctCells)_state.Cells;
        var bucket = layout.Buckets?.Of(hit.Time) ?? 0;
        MarkSlot(cells, layout.Slot(_state.See(hit.Group)), bucket, stamp);
        if (layout.All is { } all)
            MarkSlot(cells, all, bucket, stamp);
    }

    private void MarkSlot(DistinctCells cells, int slot, int bucket, uint stamp)
    {
        var first = slot * layout.Width;
        cells.Mark(first + bucket, stamp);
        if (layout.Width > 1)
            cells.Mark(first + layout.Width - 1, stamp);
    }
}
