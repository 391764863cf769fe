using Analytics.Columnar.Operators;
using Analytics.Columnar.Series;
using Analytics.Columnar.Sessions;
using Analytics.Columnar.Shards;
using Analytics.Domain.Retention;

namespace Analytics.Columnar.Retention;

/// <summary>What one thread's cells hold beside numbers of actors: figures over the return events of their
/// members.</summary>
internal sealed class ReturnFigures : IDisposable
{
    private static readonly SlotLayout _layout = new(null, other: -1, all: -1, width: 1, before: 0);
    private readonly RetentionScope _scope;
    private readonly int _columns;
    private readonly ScanReader _reader;
    private readonly HitColumns _placed;
    private readonly Figures[] _figures;
    private readonly ShardSessions? _sessions;
    private readonly Action<HitColumns> _take;
    private readonly KeptValues? _kept;
    private ShardRows _rows = null!;
    private MemberList _members = null!;
    private int _actor;

    public ReturnFigures(RetentionScope scope, SeriesScan scan)
    {
        (_scope, _columns, _take) = (scope, scope.Query.Columns, Take);
        _reader = new ScanReader(scan, scope.Cohort);
        _placed = new HitColumns(scan.Numbers.Count, scan.Values.Count);
        _figures = [.. scan.Specs.Select(spec => Figures.Create(spec, scan, _layout, scope.Run))];
        _kept = scope.Query.KeepsValues ? new KeptValues(scope) : null;
        _sessions = scan.NeedsSessions ? new ShardSessions(scope.Run.SessionGap) : null;
    }

    /// <summary>What members keep of the value of their period 0; null where nobody asks.</summary>
    public KeptValues? Kept => _kept;

    /// <summary>Takes a shard's return events.</summary>
    /// <param name="rows">The shard.</param>
    /// <param name="members">Who is in which cohort, placed.</param>
    public void Add(ShardRows rows, MemberList members)
    {
        (_rows, _members, _actor, _placed.StartsShard) = (rows, members, 0, true);
        _sessions?.Number(rows);
        _reader.Read(rows, _sessions, _take);
        _kept?.End(members.Items);
        Flush();
    }

    /// <summary>Adds another thread's.</summary>
    public void Merge(ReturnFigures other)
    {
        for (var i = 0; i < _figures.Length; i++)
            _figures[i].Merge(other._figures[i]);
        _kept?.Merge(other._kept!);
    }

    /// <summary>The figures when all is in; this goes on to own them.</summary>
    public ScanResult Complete() => ScanResult.Of(_scope.Values!, _layout, _figures);

    public void Dispose()
    {
        _reader.Dispose();
        _sessions?.Dispose();
        foreach (var figures in _figures)
            figures.Dispose();
    }

    private void Take(HitColumns hits)
    {
        var (members, rows) = (_members, _reader.Hits.Rows.Length);
        for (var i = 0; i < rows; i++)
        {
            var row = (int)_reader.Hits.Rows[i];
            while (_actor < members.Items.Length && members.Items[_actor].End <= row)
                _actor++;
            for (var at = _actor; at < members.Items.Length && members.Items[at].Row <= row; at++)
                Place(hits, i, row, at);
        }
    }

    // An actor's memberships that began; those of the next actor begin behind the row.
    private void Place(HitColumns hits, int hit, int row, int at)
    {
        ref readonly var member = ref _members.Items[at];
        var after = _scope.PeriodsBetween(_rows.Times.At(member.Row), member.Cohort, _rows.Times.At(row));
        if (after > _scope.Query.Periods)
            return;
        var column = _scope.ColumnOf[(int)after];
        if (column < 0)
            return;
        _kept?.Add(_members.Items, _actor, at, column, hits.Numbers[0][hit], hits.Scales[0][hit]);
        var first = _scope.Query.ReturnBy is RetentionReturn.OnOrAfter ? 0 : column;
        for (; first <= column; first++)
        {
            Place(hits, hit, Cell(member.Group, member.Cohort, first));
            if (_scope.Groups is { } groups)
                Place(hits, hit, Cell(groups.All, member.Cohort, first));
        }
    }

    private int Cell(int slot, int cohort, int column) => (((slot * _scope.Cohorts) + cohort) * _columns) + column;

    private void Place(HitColumns hits, int hit, int cell)
    {
        if (_placed.Count == HitBlock.Most)
            Flush();
        var at = _placed.Count++;
        (_placed.Actors[at], _placed.Sessions[at], _placed.Groups[at]) = (hits.Actors[hit], hits.Sessions[hit], cell);
        for (var i = 0; i < _placed.Numbers.Length; i++)
            (_placed.Numbers[i][at], _placed.Scales[i][at]) = (hits.Numbers[i][hit], hits.Scales[i][hit]);
        for (var i = 0; i < _placed.Values.Length; i++)
            _placed.Values[i][at] = hits.Values[i][hit];
    }

    private void Flush()
    {
        if (_placed.Count == 0)
            return;
        _layout.Place(_placed);
        foreach (var figures in _figures)
            figures.Add(_placed, _scope.Slots * _scope.Cohorts * _columns);
        (_placed.Count, _placed.StartsShard) = (0, false);
    }
}
