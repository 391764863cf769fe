using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;
using Analytics.Domain.Retention;

namespace Analytics.Columnar.Retention;

/// <summary>An actor in a cohort.</summary>
/// <param name="Row">The start event, in the shard.</param>
/// <param name="End">The row after the actor's last.</param>
/// <param name="Cohort">The period.</param>
/// <param name="Group">Of the start event; 0 without a breakdown.</param>
internal record struct Member(int Row, int End, int Cohort, int Group);

/// <summary>Finds who is in which cohort, shard after shard. One a thread.</summary>
internal sealed unsafe class MemberList(RetentionScope scope) : IDisposable
{
    private readonly NativeBuffer<ulong> _starts = new();
    private readonly NativeBuffer<Member> _members = new();
    private readonly HitBlock? _hits = scope.Groups is null ? null : new HitBlock(cohort: null);
    private readonly GroupReader? _groups = scope.Groups is null ? null : new GroupReader(scope.Groups.Space);
    private readonly int[] _read = new int[scope.Groups is null ? 0 : HitBlock.Most];

    /// <summary>In the order of rows.</summary>
    public Span<Member> Items => _members.Span;

    /// <returns>False when there is nobody.</returns>
    public bool Find(ShardRows rows)
    {
        _members.Clear();
        _starts.Clear();
        if (!scope.Starts.Select(rows, _starts.Append(RowBitsKernel.Words(rows.Rows))))
            return false;
        var starts = rows.Starts;
        for (var actor = 0; actor < rows.Actors.Length; actor++)
            if (scope.Cohort?.Contains(rows.Actors[actor]) != false)
                AddActor(rows, (int)starts[actor], (int)starts[actor + 1]);
        if (_members.Count > 0 && _groups is not null)
            ReadGroups(rows, _groups, _hits!);
        return _members.Count > 0;
    }

    public void Dispose()
    {
        _starts.Dispose();
        _members.Dispose();
        _hits?.Dispose();
    }

    private void ReadGroups(ShardRows rows, GroupReader groups, HitBlock hits)
    {
        _starts.Reset(_starts.Count);
        foreach (ref readonly var member in Items)
            _starts[member.Row >> 6] |= 1UL << member.Row;
        hits.Start(rows, _starts.Pointer, _starts.Count);
        for (var at = 0; hits.Next(); at += hits.Count)
        {
            groups.Read(hits, _read);
            for (var i = 0; i < hits.Count; i++)
                Items[at + i].Group = _read[i];
        }
    }

    private void AddActor(ShardRows rows, int from, int end)
    {
        var row = RowBitsKernel.First(_starts.Span, from, end);
        if (row == end)
            return;
        var time = rows.Times.At(row);
        if (time < scope.From)
            return;
        var period = scope.Index.Of(time);
        _members.Add(new Member(row, end, period, 0));
        if (scope.Query.StartBy is not RetentionStart.Recurring)
            return;
        while (true)
        {
            row = NextAfter(rows, row + 1, end, scope.EndOf(period));
            if (row == end)
                return;
            period = scope.Index.Of(rows.Times.At(row));
            _members.Add(new Member(row, end, period, 0));
        }
    }

    private int NextAfter(ShardRows rows, int row, int end, long instant)
    {
        row = PeriodKernel.SkipTo(rows.Times, row, end, rows.Rows, instant);
        return RowBitsKernel.First(_starts.Span, row, end);
    }
}
