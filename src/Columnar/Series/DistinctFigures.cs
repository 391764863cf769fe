using System.Runtime.CompilerServices;
using Analytics.Columnar.Querying;

namespace Analytics.Columnar.Series;

/// <summary>
/// Distinct actors or sessions by point and over the range. Whoever counts has its hits in one piece and in the order
/// of time, so that the bucket it was last seen in is all that has to be known of it: a window of several buckets is
/// entered once, by adding 1 at its first new point and taking it away behind its last.
/// </summary>
internal sealed class DistinctFigures : Figures
{
    private readonly DistinctCells _cells;
    private readonly Dictionary<(int Slot, uint Session), int> _returning = [];
    private readonly SlotLayout _layout;
    private readonly bool _sessions;

    /// <param name="run">Pays for the memory.</param>
    /// <param name="layout">Where groups stand.</param>
    /// <param name="windows">What points are computed over.</param>
    /// <param name="sessions">Sessions in place of actors.</param>
    public DistinctFigures(QueryRun run, SlotLayout layout, PointWindows[] windows, bool sessions) =>
        (_layout, _sessions, _cells) = (layout, sessions, new DistinctCells(run, windows));

    public override void Add(HitColumns hits, int cells)
    {
        _cells.Ensure(Math.Max(cells / _layout.Width, _layout.All + 1));
        if (_sessions)
            AddSessions(hits);
        else
            AddActors(hits);
    }

    /// <summary>Marks one slot's actors where they come from one bucket to another.</summary>
    /// <param name="actors">Codes.</param>
    /// <param name="who">Index of each in <paramref name="actors"/>.</param>
    /// <param name="when">Its bucket.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mark(ReadOnlySpan<uint> actors, ReadOnlySpan<int> who, ReadOnlySpan<int> when)
    {
        _cells.Ensure(1);
        for (var i = 0; i < who.Length; i++)
            _cells.Mark(0, actors[who[i]], when[i]);
    }

    public override void Merge(Figures other) => _cells.Merge(((DistinctFigures)other)._cells);

    public override void Complete() => _cells.Complete();

    public override decimal? Value(int slot, in FigureSpan span) => _cells.Value(slot, span);

    public override void Dispose() => _cells.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddActors(HitColumns hits)
    {
        var all = _layout.All;
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits.Actors[i] == 0)
                continue;
            _cells.Mark(hits.Slots[i], hits.Actors[i], hits.Buckets[i]);
            if (all >= 0)
                _cells.Mark(all, hits.Actors[i], hits.Buckets[i]);
        }
    }

    private void AddSessions(HitColumns hits)
    {
        if (hits.StartsShard)
            _returning.Clear();
        var all = _layout.All;
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits.Actors[i] == 0)
                continue;
            MarkSession(hits.Slots[i], hits.Sessions[i], hits.Buckets[i]);
            if (all >= 0)
                MarkSession(all, hits.Sessions[i], hits.Buckets[i]);
        }
    }

    private void MarkSession(int slot, uint session, int bucket)
    {
        if ((session & HitColumns.MayReturn) == 0)
        {
            _cells.Mark(slot, session, bucket);
            return;
        }
        // The session before it may go on afterwards: what is known of each is kept for the shard.
        var before = _returning.GetValueOrDefault((slot, session), -1);
        if (before == bucket)
            return;
        _returning[(slot, session)] = bucket;
        _cells.Enter(slot, before, bucket);
    }
}
