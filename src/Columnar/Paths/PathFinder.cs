using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Paths;

/// <summary>Finds the paths of a session, or of an actor where there is a window. One a thread.</summary>
internal sealed class PathFinder(PathScope scope) : IDisposable
{
    private readonly int[] _path = new int[scope.Query.MaxLength];

    public PathTree Tree { get; } = new(scope.Run);

    /// <summary>Those of the shard whose events are added; only a window looks at them.</summary>
    public TimeColumn Times { get; set; }

    /// <summary>Takes the events of a session or an actor, in order.</summary>
    public void Add(ReadOnlySpan<PathEvent> events)
    {
        var until = long.MinValue;
        for (var i = 0; i < events.Length; i++)
        {
            if (!events[i].IsAnchor)
                continue;
            if (scope.Window is not { } window)
            {
                AddPath(events, i);
                return;
            }
            var time = Times.At(events[i].Row);
            if (time <= until)
                continue;
            until = time + window;
            AddPath(Near(events, ref i, time, window, out var anchor), anchor);
        }
    }

    public void Dispose() => Tree.Dispose();

    // The events that a window reaches; goes on behind them, since none there may be the next anchor.
    private ReadOnlySpan<PathEvent> Near(
        ReadOnlySpan<PathEvent> events, ref int at, long time, long window, out int anchor)
    {
        var (from, to) = (at, at + 1);
        if (scope.IsBackward)
            while (from > 0 && time - Times.At(events[from - 1].Row) <= window)
                from--;
        else
            while (to < events.Length && Times.At(events[to].Row) - time <= window)
                to++;
        anchor = at - from;
        at = to - 1;
        return events[from..to];
    }

    private void AddPath(ReadOnlySpan<PathEvent> events, int anchor)
    {
        var length = scope.IsBackward ? Backward(events, anchor)
            : scope.Targets is null ? Forward(events, anchor)
            : Between(events, anchor);
        if (length > 0)
            Tree.Add(_path.AsSpan(0, length));
    }

    private int Forward(ReadOnlySpan<PathEvent> events, int anchor)
    {
        var length = 0;
        for (var i = anchor; i < events.Length && Take(events[i].Step, ref length); i++)
        {
        }
        return length;
    }

    private int Backward(ReadOnlySpan<PathEvent> events, int anchor)
    {
        var length = 0;
        for (var i = anchor; i >= 0 && Take(events[i].Step, ref length); i--)
        {
        }
        return length;
    }

    private int Between(ReadOnlySpan<PathEvent> events, int anchor)
    {
        var length = 0;
        for (var i = anchor; i < events.Length && Take(events[i].Step, ref length); i++)
            if (i > anchor && events[i].IsTarget)
                return length;
        return 0;
    }

    // False where there is no room for one more.
    private bool Take(int step, ref int length)
    {
        if (length > 0 && _path[length - 1] == step)
            return true;
        if (length == _path.Length)
            return false;
        _path[length++] = step;
        return true;
    }
}
