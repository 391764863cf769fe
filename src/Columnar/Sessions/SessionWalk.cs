using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Sessions;

/// <summary>One thread's part of a question about sessions: finds them and hands them on.</summary>
/// <param name="scope">What is asked.</param>
/// <param name="sink">Takes every session of the actors asked for, also those that do not match.</param>
internal sealed class SessionWalk<TSink>(SessionScope scope, TSink sink) : IDisposable
    where TSink : struct, ISessionSink
{
    private readonly ShardReader _reader = new(scope.Run.Snapshot, scope.Columns, scope.IncludeBots);
    private readonly ShardSessions _sessions = new(scope.Run.SessionGap);
    private readonly NativeBuffer<ulong> _pages = new();
    private readonly NativeBuffer<ulong> _matches = new();
    private readonly NativeBuffer<SessionSpan> _spans = new();
    private readonly SessionGroups? _groups = scope.Groups is null ? null : new SessionGroups(scope.Groups.Space);
    private TSink _sink = sink;

    public TSink Sink => _sink;

    /// <summary>Takes the sessions of the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        scope.Run.Take(rows.Rows);
        _sessions.Number(rows);
        scope.Run.Reserve(_sessions.Count * scope.BytesPerSession);
        var pages = Select(scope.Pages, rows, _pages);
        var matches = Select(scope.Filter, rows, _matches);
        _groups?.Read(rows);
        var starts = rows.Starts;
        var numbers = _sessions.Sessions;
        var stretch = 0;
        for (var actor = 0; actor < rows.Actors.Length; actor++)
        {
            var from = stretch;
            while (stretch < numbers.Length && _sessions.Starts[stretch] < starts[actor + 1])
                stretch++;
            if (scope.Cohort?.Contains(rows.Actors[actor]) == false)
                continue;
            var count = (stretch < numbers.Length ? numbers[stretch] : (uint)_sessions.Count) - numbers[from];
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
        _groups?.Dispose();
        _sink.Dispose();
    }

    private static ReadOnlySpan<ulong> Select(RowSelector? selector, ShardRows rows, NativeBuffer<ulong> bits)
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
            _groups?.Begin(1);
            _groups?.See(0, first, end);
            var span = new SessionSpan(
                (uint)first,
                (uint)end - 1,
                (uint)(end - first),
                (uint)(pages.IsEmpty ? 0 : RowBitsKernel.Count(pages, first, end)),
                matches.IsEmpty || RowBitsKernel.First(matches, first, end) < end,
                _groups?.Of(0) ?? 0);
            _sink.Add(rows, actor, span);
        }
    }

    private void AddSpans(
        ShardRows rows, uint actor, int from, int to, int count, ReadOnlySpan<ulong> pages, ReadOnlySpan<ulong> matches)
    {
        var starts = _sessions.Starts;
        var numbers = _sessions.Sessions;
        _spans.Reset(count);
        _groups?.Begin(count);
        for (var stretch = from; stretch < to; stretch++)
        {
            var (first, end) = ((int)starts[stretch], (int)starts[stretch + 1]);
            var session = (int)(numbers[stretch] - numbers[from]);
            _groups?.See(session, first, end);
            ref var span = ref _spans[session];
            span = new SessionSpan(
                span.Events == 0 ? (uint)first : span.First,
                (uint)end - 1,
                span.Events + (uint)(end - first),
                span.Pages + (uint)(pages.IsEmpty ? 0 : RowBitsKernel.Count(pages, first, end)),
                span.Matches || matches.IsEmpty || RowBitsKernel.First(matches, first, end) < end,
                0);
        }
        for (var session = 0; session < count; session++)
            _sink.Add(rows, actor, _spans[session] with { Group = _groups?.Of(session) ?? 0 });
    }
}
