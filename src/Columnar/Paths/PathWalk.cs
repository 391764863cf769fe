using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Sessions;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Paths;

/// <summary>One thread's part of a question about paths.</summary>
internal sealed unsafe class PathWalk(PathScope scope) : IDisposable
{
    private readonly ShardReader _reader = new(scope.Run.Snapshot, scope.Columns, scope.Query.IncludeBots);
    private readonly ShardSessions? _sessions = scope.Window is null ? new ShardSessions(scope.Run.SessionGap) : null;
    private readonly NativeBuffer<ulong> _candidates = new();
    private readonly NativeBuffer<ulong> _excluded = new();
    private readonly NativeBuffer<ulong> _anchors = new();
    private readonly NativeBuffer<ulong> _targets = new();
    private readonly HitBlock _hits = new(scope.Cohort, findsActors: scope.Keys.Actors is not null);
    private readonly DimensionReader _values = new(scope.Keys);
    private readonly PathSteps _names = new(scope);
    private readonly PathFinder _finder = new(scope);

    // The events that may be steps, in order; and those of sessions that come back, session after session.
    private readonly NativeBuffer<PathEvent> _events = new();
    private readonly NativeBuffer<PathEvent> _sorted = new();
    private readonly NativeBuffer<int> _ends = new();
    private readonly int[] _read = new int[HitBlock.Most];

    public PathTree Tree => _finder.Tree;

    /// <summary>Takes the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        scope.Run.Take(rows.Rows);
        if (rows.Rows == 0 || !Select(rows))
            return;
        ReadEvents(rows);
        _finder.Times = rows.Times;
        if (_sessions is null)
            AddActors(rows);
        else
        {
            _sessions.Number(rows);
            AddSessions(_sessions);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _sessions?.Dispose();
        _candidates.Dispose();
        _excluded.Dispose();
        _anchors.Dispose();
        _targets.Dispose();
        _hits.Dispose();
        _names.Dispose();
        _finder.Dispose();
        _events.Dispose();
        _sorted.Dispose();
        _ends.Dispose();
    }

    private bool Select(ShardRows rows)
    {
        if (!Fill(scope.Anchors, rows, _anchors) || !Fill(scope.Steps, rows, _candidates))
            return false;
        if (scope.Excluded is { } excluded && Fill(excluded, rows, _excluded))
            RowBitsKernel.AndNot(_excluded.Span, _candidates.Span);
        return scope.Targets is null || Fill(scope.Targets, rows, _targets);
    }

    private static bool Fill(RowSelector selector, ShardRows rows, NativeBuffer<ulong> bits)
    {
        bits.Clear();
        return selector.Select(rows, bits.Append(RowBitsKernel.Words(rows.Rows)));
    }

    private void ReadEvents(ShardRows rows)
    {
        _events.Clear();
        _hits.Start(rows, _candidates.Pointer, _candidates.Count);
        while (_hits.Next())
        {
            var found = _hits.Rows;
            _values.Read(_hits, _read);
            _names.Rename(_read.AsSpan(0, found.Length));
            var into = _events.Append(found.Length);
            for (var i = 0; i < found.Length; i++)
            {
                var row = (int)found[i];
                into[i] = new PathEvent(row, _read[i], Has(_anchors, row), scope.Targets is not null && Has(_targets, row));
            }
        }
    }

    private static bool Has(NativeBuffer<ulong> bits, int row) => (bits.Pointer[row >> 6] >> row & 1) != 0;

    private void AddActors(ShardRows rows)
    {
        var starts = rows.Starts;
        for (var (actor, at) = (0, 0); actor < rows.Actors.Length; actor++)
            _finder.Add(Until(ref at, (int)starts[actor + 1]));
    }

    private void AddSessions(ShardSessions sessions)
    {
        var starts = sessions.Starts;
        var numbers = sessions.Sessions;
        var at = 0;
        for (var stretch = 0; stretch < numbers.Length; stretch++)
        {
            if (!sessions.HasReturns || !sessions.MayReturn(numbers[stretch]))
            {
                _finder.Add(Until(ref at, (int)starts[stretch + 1]));
                continue;
            }
            var last = stretch;
            while (last + 1 < numbers.Length && sessions.MayReturn(numbers[last + 1]))
                last++;
            AddReturning(sessions, stretch, last, ref at);
            stretch = last;
        }
    }

    // Sessions that go on after another began: their events are put together, by counting.
    private void AddReturning(ShardSessions sessions, int first, int last, ref int at)
    {
        var starts = sessions.Starts;
        var numbers = sessions.Sessions;
        var from = at;
        var lowest = numbers[first];
        var count = 0;
        for (var stretch = first; stretch <= last; stretch++)
            count = Math.Max(count, (int)(numbers[stretch] - lowest) + 1);
        _ends.Reset(count);
        for (var stretch = first; stretch <= last; stretch++)
            _ends[(int)(numbers[stretch] - lowest)] += Until(ref at, (int)starts[stretch + 1]).Length;
        var sum = 0;
        foreach (ref var end in _ends.Span)
            (end, sum) = (sum, sum + end);
        _sorted.Reset(sum);
        for (var stretch = first; stretch <= last; stretch++)
        {
            ref var end = ref _ends[(int)(numbers[stretch] - lowest)];
            var found = Until(ref from, (int)starts[stretch + 1]);
            found.CopyTo(_sorted.Span[end..]);
            end += found.Length;
        }
        for (var session = 0; session < count; session++)
            _finder.Add(_sorted.Span[(session == 0 ? 0 : _ends[session - 1]).._ends[session]]);
    }

    // The events from an index to before a row.
    private ReadOnlySpan<PathEvent> Until(ref int at, int row)
    {
        var (from, end) = (at, _events.Count);
        while (at < end && _events[at].Row < row)
            at++;
        return _events.Span[from..at];
    }
}

/// <summary>An event that may be a step.</summary>
/// <param name="Row">In the shard.</param>
/// <param name="Step">What it is.</param>
/// <param name="IsAnchor">Whether a path may begin or, where only its end is given, end with it.</param>
/// <param name="IsTarget">Whether a path from an anchor may end with it.</param>
internal readonly record struct PathEvent(int Row, int Step, bool IsAnchor, bool IsTarget);
