using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Sessions;

/// <summary>One thread's part of a question about sessions.</summary>
internal sealed class SessionWalk(SessionScope scope) : IDisposable
{
    private readonly ShardReader _reader = new(scope.Run.Snapshot, scope.Columns, scope.Query.IncludeBots);
    private readonly ShardSessions _sessions = new(scope.Run.SessionGap);
    private readonly NativeBuffer<ulong> _pages = new();
    private readonly NativeBuffer<ulong> _matches = new();
    private readonly NativeBuffer<SessionSpan> _spans = new();

    public SessionFacts Facts { get; } = new(scope.IsSplit);

    /// <summary>Counts the sessions of the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        scope.Run.Take(rows.Rows);
        _sessions.Number(rows);
        scope.Run.Reserve(_sessions.Count * Facts.Size);
        var pages = Select(scope.Pages, rows, _pages);
        var matches = Select(scope.Filter, rows, _matches);
        if (_sessions.HasReturns)
            AddSpans(rows, pages, matches);
        else
            AddStretches(rows, pages, matches);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _sessions.Dispose();
        _pages.Dispose();
        _matches.Dispose();
        _spans.Dispose();
        Facts.Dispose();
    }

    private static ReadOnlySpan<ulong> Select(Operators.RowSelector? selector, ShardRows rows, NativeBuffer<ulong> bits)
    {
        if (selector is null)
            return [];
        bits.Clear();
        var words = bits.Append(RowBitsKernel.Words(rows.Rows));
        selector.Select(rows, words);
        return words;
    }

    // No session comes back after another: each is one stretch.
    private void AddStretches(ShardRows rows, ReadOnlySpan<ulong> pages, ReadOnlySpan<ulong> matches)
    {
        var starts = _sessions.Starts;
        var run = 0;
        for (var stretch = 0; stretch + 1 < starts.Length; stretch++)
        {
            var (first, end) = ((int)starts[stretch], (int)starts[stretch + 1]);
            if (!matches.IsEmpty && RowBitsKernel.First(matches, first, end) == end)
                continue;
            var viewed = pages.IsEmpty ? 0 : RowBitsKernel.Count(pages, first, end);
            Add(rows, new SessionSpan((uint)first, (uint)end - 1, (uint)(end - first), (uint)viewed, true), ref run);
        }
    }

    private void AddSpans(ShardRows rows, ReadOnlySpan<ulong> pages, ReadOnlySpan<ulong> matches)
    {
        var starts = _sessions.Starts;
        var numbers = _sessions.Sessions;
        _spans.Reset(_sessions.Count);
        for (var stretch = 0; stretch < numbers.Length; stretch++)
        {
            var (first, end) = ((int)starts[stretch], (int)starts[stretch + 1]);
            ref var span = ref _spans[(int)numbers[stretch]];
            span = new SessionSpan(
                span.Events == 0 ? (uint)first : span.First,
                (uint)end - 1,
                span.Events + (uint)(end - first),
                span.Pages + (uint)(pages.IsEmpty ? 0 : RowBitsKernel.Count(pages, first, end)),
                span.Matches || matches.IsEmpty || RowBitsKernel.First(matches, first, end) < end);
        }
        var run = 0;
        foreach (ref readonly var span in _spans.Span)
            if (span.Matches)
                Add(rows, span, ref run);
    }

    // Sessions come in the order in which they start, so that their actors ascend.
    private void Add(ShardRows rows, in SessionSpan span, ref int run)
    {
        var start = rows.Times.At((int)span.First);
        if (start < scope.From || start >= scope.To)
            return;
        while (rows.Starts[run + 1] <= span.First)
            run++;
        var actor = rows.Actors[run];
        if (scope.Cohort?.Contains(actor) == false)
            return;
        Facts.Add(
            rows.Times.At((int)span.Last) - start, span.Pages, span.Events, actor, scope.Buckets?.Of(start) ?? 0, group: 0);
    }

    /// <summary>One session's rows in the shard.</summary>
    private readonly record struct SessionSpan(uint First, uint Last, uint Events, uint Pages, bool Matches);
}
