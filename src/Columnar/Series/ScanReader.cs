using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Sessions;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Series;

/// <summary>Reads the hits of a scan, shard after shard. One a thread.</summary>
internal sealed unsafe class ScanReader : IDisposable
{
    private readonly SeriesScan _scan;
    private readonly NumberReader[] _numbers;
    private readonly HitBlock _hits;
    private readonly TimeBuckets _buckets;
    private readonly GroupReader? _groups;
    private readonly DimensionReader[] _values;
    private readonly SelectedRows _selected;
    private readonly bool _isShared;
    private uint _sessionsBefore = 1;

    /// <param name="scan">What is read.</param>
    /// <param name="cohort">Null for everybody and nobody.</param>
    /// <param name="shared">The rows of its selector, which others look at, too: whoever shares them turns to each shard and
    /// disposes of them. Null to select by itself.</param>
    public ScanReader(SeriesScan scan, ActorSet? cohort, SelectedRows? shared = null)
    {
        (_selected, _isShared) = (shared ?? new SelectedRows(scan.Selector), shared is not null);
        (_scan, _hits) = (scan, new HitBlock(cohort, scan.FindsActors));
        _numbers = [.. scan.Numbers.Select(keys => new NumberReader(keys))];
        _buckets = new TimeBuckets(scan.Buckets.Edges);
        _groups = scan.Groups is null ? null : new GroupReader(scan.Groups);
        _values = [.. scan.Values.Select(keys => new DimensionReader(keys))];
        Columns = new HitColumns(scan.Numbers.Count, scan.Values.Count);
    }

    /// <summary>The rows of the block that was read last.</summary>
    public HitBlock Hits => _hits;

    /// <summary>The block that was read last.</summary>
    public HitColumns Columns { get; }

    /// <summary>Finds the buckets of its rows.</summary>
    public TimeBuckets Buckets => _buckets;

    /// <summary>Selects a shard's hits.</summary>
    /// <param name="rows">The shard.</param>
    /// <param name="sessions">Its sessions; null where nobody asks.</param>
    /// <param name="take">Gets each block.</param>
    public void Read(ShardRows rows, ShardSessions? sessions, Action<HitColumns> take)
    {
        if (!_isShared)
            _selected.Turn();
        if (!_selected.Select(rows))
            return;
        _hits.Start(rows, _selected.Bits, _selected.Words);
        Columns.StartsShard = true;
        var stretch = 0;
        while (_hits.Next())
        {
            ReadColumns(rows);
            if (sessions is not null && _scan.NeedsSessions && !rows.IsNobody)
                ReadSessions(sessions, ref stretch);
            take(Columns);
            Columns.StartsShard = false;
        }
        _sessionsBefore += (uint)(sessions?.Count ?? 0);
    }

    public void Dispose()
    {
        _hits.Dispose();
        if (!_isShared)
            _selected.Dispose();
        _buckets.Dispose();
    }

    private void ReadColumns(ShardRows rows)
    {
        var columns = Columns;
        columns.Count = _hits.Count;
        _hits.Actors.CopyTo(columns.Actors);
        _buckets.Of(rows.Times, _hits.Rows, columns.Buckets);
        _groups?.Read(_hits, columns.Groups);
        for (var i = 0; i < _numbers.Length; i++)
            _numbers[i].Read(_hits, columns.Numbers[i], columns.Scales[i]);
        for (var i = 0; i < _values.Length; i++)
            _values[i].Read(_hits, columns.Values[i]);
    }

    private void ReadSessions(ShardSessions sessions, ref int stretch)
    {
        var starts = sessions.Starts;
        var numbers = sessions.Sessions;
        var rows = _hits.Rows;
        for (var i = 0; i < rows.Length; i++)
        {
            while (starts[stretch + 1] <= rows[i])
                stretch++;
            var session = numbers[stretch];
            Columns.Sessions[i] = (_sessionsBefore + session) | (sessions.MayReturn(session) ? HitColumns.MayReturn : 0);
        }
    }
}
