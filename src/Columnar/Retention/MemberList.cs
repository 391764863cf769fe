using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Shards;
using Analytics.Domain.Retention;

namespace Analytics.Columnar.Retention;

/// <summary>An actor in a cohort.</summary>
/// <param name="Row">The start event, in the shard.</param>
/// <param name="End">The row after the actor's last.</param>
/// <param name="Cohort">The period.</param>
/// <param name="Slot">Where it is counted.</param>
internal record struct Member(int Row, int End, int Cohort, int Slot);

/// <summary>Finds who is in which cohort, shard after shard. One a thread.</summary>
internal sealed class MemberList(RetentionScope scope) : IDisposable
{
    private readonly NativeBuffer<ulong> _starts = new();
    private readonly NativeBuffer<Member> _members = new();

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
        return _members.Count > 0;
    }

    public void Dispose()
    {
        _starts.Dispose();
        _members.Dispose();
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
