using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>Fills one thread's <see cref="ShardRows"/>, shard after shard.</summary>
internal sealed unsafe class ShardReader : IDisposable
{
    private readonly Snapshot _snapshot;
    private readonly ShardColumns _columns;
    private readonly RunMerge _merge;
    private readonly RunMerge?[] _bySegment;
    private readonly bool _includeBots;
    private readonly ShardRows _rows;
    private readonly ShardSources _sources;
    private readonly ShardScratch _scratch;

    /// <param name="snapshot">Held by the caller until this is disposed.</param>
    /// <param name="columns">What is read.</param>
    /// <param name="includeBots">Whether bots' rows are there.</param>
    public ShardReader(Snapshot snapshot, ShardColumns columns, bool includeBots)
    {
        (_snapshot, _columns, _includeBots) = (snapshot, columns, includeBots);
        _bySegment = new RunMerge?[snapshot.Segments.Length];
        _merge = new RunMerge(snapshot, people: true, includeBots);
        _rows = new ShardRows(columns);
        _sources = new ShardSources(snapshot, columns);
        _scratch = new ShardScratch(snapshot, columns, _sources);
    }

    /// <summary>Rows read so far.</summary>
    public long RowsRead { get; private set; }

    /// <summary>The rows of the actors from one code to before another; <paramref name="fromActor"/> is above 0.</summary>
    public ShardRows Read(uint fromActor, uint toActor) => Read(_merge, fromActor, toActor);

    private ShardRows Read(RunMerge merge, uint fromActor, uint toActor)
    {
        _rows.Order.Clear();
        merge.Append(fromActor, toActor, _rows.Order);
        _rows.Order.End();
        _rows.IsNobody = false;
        return Fill();
    }

    /// <summary>The rows of a part.</summary>
    public ShardRows Read(RowShard shard)
    {
        if (shard.ByActor)
            return Read(
                _bySegment[shard.Segment] ??= new RunMerge(
                    _snapshot, shard.Segment..(shard.Segment + 1), people: true, _includeBots),
                shard.From, shard.To);
        var segment = _snapshot.Segments[shard.Segment];
        var order = _rows.Order;
        order.Clear();
        _rows.IsNobody = segment.ActorOf((int)shard.From) == 0;
        if (_rows.IsNobody)
            AddNobody(shard);
        else
        {
            var (from, to) = (segment.ActorStarts.BinarySearch(shard.From), segment.ActorStarts.BinarySearch(shard.To));
            order.AddRuns(shard.Segment, segment.Actors[from..to], segment.ActorStarts[from..(to + 1)]);
        }
        order.End();
        return Fill();
    }

    public void Dispose()
    {
        _merge.Dispose();
        foreach (var merge in _bySegment)
            merge?.Dispose();
        _scratch.Dispose();
        _rows.Order.Dispose();
    }

    // Nobody's rows never move; those that came later than the state that is read are left out.
    private void AddNobody(RowShard shard)
    {
        var (row, to) = ((int)shard.From, (int)shard.To);
        foreach (var excluded in _snapshot.Overlay.Excluded(shard.Segment))
        {
            if (excluded.To <= row)
                continue;
            if (excluded.From >= to)
                break;
            if (excluded.From > row)
                _rows.Order.Add(shard.Segment, row, excluded.From - row);
            row = excluded.To;
        }
        if (row < to)
            _rows.Order.Add(shard.Segment, row, to - row);
    }

    private ShardRows Fill()
    {
        RowsRead += _rows.Rows;
        if (_rows.Order.Pieces is [{ MovedFrom: 0 } only])
            Point(only);
        else
            _scratch.Fill(_rows);
        return _rows;
    }

    // One segment has all of it: its columns as they are.
    private void Point(Piece piece)
    {
        var (segment, row) = (piece.Segment, piece.Row);
        var names = _sources.Names[segment].From(row);
        _rows.Names = new NameColumn(names.Dense, names.Width);
        _rows.Times = _sources.Times[segment].From(row);
        _rows.Sessions = _columns.Sessions ? _sources.Sessions[segment].From(row) : default;
        _rows.OwnIds = _columns.OwnIds ? _sources.OwnIds[segment].From(row) : default;
        for (var i = 0; i < _rows.CodeColumns.Length; i++)
            _rows.CodeColumns[i] = _sources.Codes[i][segment].From(row);
        for (var i = 0; i < _rows.NumberColumns.Length; i++)
            _rows.NumberColumns[i] = _sources.Numbers[i][segment].From(row);
    }
}
