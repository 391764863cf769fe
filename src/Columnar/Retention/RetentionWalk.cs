using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Shards;
using Analytics.Domain.Retention;

namespace Analytics.Columnar.Retention;

/// <summary>One thread's part of a question about retention.</summary>
/// <param name="scope">What is asked.</param>
/// <param name="cell">Whom to look for in place of counting; null to count.</param>
internal sealed class RetentionWalk(RetentionScope scope, CellMembers? cell = null) : IDisposable
{
    private readonly ShardReader _reader = new(scope.Run.Snapshot, scope.Columns, scope.Query.IncludeBots);
    private readonly MemberList _members = new(scope);
    private readonly NativeBuffer<ulong> _returns = new();
    private readonly NativeBuffer<(int Period, int LastRow)> _periods = new();
    private readonly bool _anyReturn = scope.Returns.IsAnyEvent;
    private readonly bool _lastOnly = scope.Query.ReturnBy is RetentionReturn.OnOrAfter;
    private readonly long[] _returned = new long[cell is null ? 0 : scope.Query.Columns];
    private ShardRows _rows = null!;

    /// <summary>Null when cells hold nothing beside numbers of actors.</summary>
    public ReturnFigures? Values { get; } = scope.Values is null ? null : new ReturnFigures(scope, scope.Values);

    public RetentionMatrix Matrix { get; } = new(scope, scope.Slots);

    /// <summary>Counts the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        _rows = _reader.Read(fromActor, toActor);
        scope.Run.Take(_rows.Rows);
        if (!_members.Find(_rows))
            return;
        if (!_anyReturn)
        {
            _returns.Clear();
            scope.Returns.Select(_rows, _returns.Append(RowBitsKernel.Words(_rows.Rows)));
        }
        var members = _members.Items;
        if (scope.Layout is { } layout)
            foreach (ref var member in members)
                member.Group = layout.Slot(member.Group);
        Values?.Add(_rows, _members);
        while (!members.IsEmpty)
        {
            var count = 1;
            while (count < members.Length && members[count].End == members[0].End)
                count++;
            AddActor(members[..count]);
            members = members[count..];
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _members.Dispose();
        _returns.Dispose();
        _periods.Dispose();
        Values?.Dispose();
    }

    // The memberships of one actor.
    private void AddActor(ReadOnlySpan<Member> members)
    {
        if (!scope.IsRolling)
            ListPeriods(members[0].Row, members[0].End, scope.EndOf(members[^1].Cohort + scope.Query.Periods));
        if (cell is not null)
        {
            Look(members, cell);
            return;
        }
        foreach (ref readonly var member in members)
        {
            var row = (member.Group * scope.Cohorts) + member.Cohort;
            Matrix.Sizes[row]++;
            var counts = Matrix.Counts.AsSpan(row * scope.Query.Columns, scope.Query.Columns);
            if (scope.IsRolling)
                AddRolling(member, counts);
            else
                AddPeriods(member, counts);
        }
    }

    private void Look(ReadOnlySpan<Member> members, CellMembers sought)
    {
        foreach (ref readonly var member in members)
        {
            if (!sought.Has(member))
                continue;
            _returned.AsSpan().Clear();
            if (scope.IsRolling)
                AddRolling(member, _returned);
            else
                AddPeriods(member, _returned);
            var run = _rows.Starts.BinarySearch((uint)member.Row);
            sought.Look(_rows.Actors[run < 0 ? ~run - 1 : run], _returned);
        }
    }

    // The calendar's periods in which the actor returned from a row on, each with its last return.
    private void ListPeriods(int row, int end, long limit)
    {
        _periods.Clear();
        row = NextReturn(row, end);
        while (row < end && _rows.Times.At(row) is var time && time < limit)
        {
            var period = scope.Index.Of(time);
            var next = PeriodKernel.SkipTo(_rows.Times, row + 1, end, _rows.Rows, scope.EndOf(period));
            _periods.Add((period, LastReturn(row, next)));
            row = NextReturn(next, end);
        }
    }

    private void AddPeriods(in Member member, Span<long> counts)
    {
        var last = -1;
        foreach (var (period, lastRow) in _periods.Span)
        {
            var after = period - member.Cohort;
            if (after > scope.Query.Periods)
                break;
            // In the period of the start only what comes from the start on is a return.
            if (after < 0 || lastRow < member.Row)
                continue;
            Count(scope.ColumnOf[after], ref last, counts);
        }
        CountLast(last, counts);
    }

    private void AddRolling(in Member member, Span<long> counts)
    {
        var last = -1;
        var start = _rows.Times.At(member.Row);
        for (var row = NextReturn(member.Row, member.End); row < member.End;)
        {
            var after = (_rows.Times.At(row) - start) / scope.Length;
            if (after > scope.Query.Periods)
                break;
            Count(scope.ColumnOf[(int)after], ref last, counts);
            var next = start + ((after + 1) * scope.Length);
            row = PeriodKernel.SkipTo(_rows.Times, row + 1, member.End, _rows.Rows, next);
            row = NextReturn(row, member.End);
        }
        CountLast(last, counts);
    }

    // Columns ascend: one that was counted already is the last one.
    private void Count(int column, ref int last, Span<long> counts)
    {
        if (column < 0 || column == last)
            return;
        last = column;
        if (!_lastOnly)
            counts[column]++;
    }

    private void CountLast(int last, Span<long> counts)
    {
        if (_lastOnly && last >= 0)
            counts[last]++;
    }

    private int NextReturn(int row, int end) => _anyReturn ? row : RowBitsKernel.First(_returns.Span, row, end);

    private int LastReturn(int row, int next)
    {
        if (_anyReturn)
            return next - 1;
        var last = row;
        for (row = NextReturn(row + 1, next); row < next; row = NextReturn(row + 1, next))
            last = row;
        return last;
    }
}
