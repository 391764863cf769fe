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
        var starts = rows.Starts;
        var numbers = _sessions.Sessions;
        var stretch = 0;
        for (var actor = 0; actor < rows.Actors.Length; actor++)
        {
            var (from, first) = (stretch, numbers[stretch]);
            while (stretch < numbers.Length && _sessions.Starts[stretch] < starts[actor + 1])
                stretch++;
            if (scope.Cohort?.Contains(rows.Actors[actor]) == false)
                continue;
            var count = (stretch < numbers.Length ? numbers[stretch] : (uint)_sessions.Count) - first;
            if (count == stretch - from)
                AddStretches(rows, rows.Actors[actor], from, stretch, pages, matches);
            else
                AddSpans(rows, rows.Actors[actor], from, stretch, (int)count, pages, matches);
        }
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
    private void AddStretches(
        ShardRows rows, uint actor, int from, int to, ReadOnlySpan<ulong> pages, ReadOnlySpan<ulong> matches)
    {
        var starts = _sessions.Starts;
        for (var stretch = from; stretch < to; stretch++)
        {
            var (first, end) = ((int)starts[stretch], (int)starts[stretch + 1]);
            if (!matches.IsEmpty && RowBitsKernel.First(matches, first, end) == end)
                continue;
            var viewed = pages.IsEmpty ? 0 : RowBitsKernel.Count(pages, first, end);
            Add(rows, actor, new SessionSpan((uint)first, (uint)end - 1, (uint)(end - first), (uint)viewed, true));
        }
    }

    private void AddSpans(
        ShardRows rows, uint actor, int from, int to, int count, ReadOnlySpan<ulong> pages, ReadOnlySpan<ulong> matches)
    {
        var starts = _sessions.Starts;
        var numbers = _sessions.Sessions;
        _spans.Reset(count);
        for (var stretch = from; stretch < to; stretch++)
        {
            var (first, end) = ((int)starts[stretch], (int)starts[stretch + 1]);
            ref var span = ref _spans[(int)(numbers[stretch] - numbers[from])];
            span = new SessionSpan(
                span.Events == 0 ? (uint)first : span.First,
                (uint)end - 1,
                span.Events + (uint)(end - first),
                span.Pages + (uint)(pages.IsEmpty ? 0 : RowBitsKernel.Count(pages, first, end)),
                span.Matches || matches.IsEmpty || RowBitsKernel.First(matches, first, end) < end);
        }
        foreach (ref readonly var span in _spans.Span)
            if (span.Matches)
                Add(rows, actor, span);
    }

    private void Add(ShardRows rows, uint actor, in SessionSpan span)
    {
        var start = rows.Times.At((int)span.First);
        if (start >= scope.From && start < scope.To)
            Facts.Add(
                rows.Times.At((int)span.Last) - start, span.Pages, span.Events, actor, scope.Buckets?.Of(start) ?? 0, group: 0);
    }

    /// <summary>One session's rows in the shard.</summary>
    private readonly record struct SessionSpan(uint First, uint Last, uint Events, uint Pages, bool Matches);
}
