using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Puts the rows of all segments of a snapshot into the order of (actor, event), overlay included. What one segment
/// has alone is taken in one piece, so the work is in the places where segments meet.
/// </summary>
internal sealed class RunMerge : IDisposable
{
    private const uint Ended = uint.MaxValue;
    private readonly Snapshot _snapshot;
    private readonly Stream[] _streams;
    private readonly NativeBuffer<Run> _runs = new();

    /// <param name="snapshot">What is read.</param>
    /// <param name="people">Whether rows of people are wanted.</param>
    /// <param name="bots">Whether rows of bots are.</param>
    public RunMerge(Snapshot snapshot, bool people, bool bots)
    {
        _snapshot = snapshot;
        var streams = new List<Stream>();
        foreach (var isBot in new[] { false, true })
        {
            if (isBot ? !bots : !people)
                continue;
            for (var segment = 0; segment < snapshot.Segments.Length; segment++)
                if (snapshot.Segments[segment].Runs(isBot) is var (from, to) && from < to)
                    streams.Add(new Stream { Segment = segment, IsBot = isBot });
            if (!snapshot.Overlay.Moved(isBot).IsEmpty)
                streams.Add(new Stream { Segment = -1, IsBot = isBot });
        }
        _streams = [.. streams];
    }

    /// <summary>The rows of the actors from one code to before another.</summary>
    public void Read(uint fromActor, uint toActor, PieceList into)
    {
        into.Clear();
        foreach (ref var stream in _streams.AsSpan())
            Start(ref stream, fromActor, toActor);
        while (Least(out var next) is >= 0 and var least)
        {
            ref var stream = ref _streams[least];
            if (stream.Segment >= 0 && next > stream.Actor)
                TakeAlone(ref stream, next, into);
            else
                TakeActor(stream.Actor, into);
        }
        into.End();
    }

    public void Dispose() => _runs.Dispose();

    private void Start(ref Stream stream, uint fromActor, uint toActor)
    {
        if (stream.Segment < 0)
        {
            var moved = _snapshot.Overlay.Moved(stream.IsBot);
            (stream.At, stream.End) = (FirstMoved(moved, fromActor), FirstMoved(moved, toActor));
        }
        else
        {
            var segment = _snapshot.Segments[stream.Segment];
            var (from, to) = segment.Runs(stream.IsBot);
            var actors = segment.Actors[from..to];
            (stream.At, stream.End) = (from + FirstOf(actors, fromActor), from + FirstOf(actors, toActor));
            stream.Exclusion = 0;
            if (stream.At < stream.End)
                SkipExclusions(ref stream, (int)segment.ActorStarts[stream.At]);
        }
        Look(ref stream);
    }

    /// <returns>The stream with the lowest actor, -1 when all have ended; and the lowest actor of the others.</returns>
    private int Least(out uint next)
    {
        var (least, actor) = (-1, Ended);
        next = Ended;
        for (var i = 0; i < _streams.Length; i++)
            if (_streams[i].Actor < actor)
                (least, next, actor) = (i, actor, _streams[i].Actor);
            else if (_streams[i].Actor < next)
                next = _streams[i].Actor;
        return least;
    }

    // Runs of actors that no other stream has: in bulk up to the next actor of another one or the next excluded row.
    private void TakeAlone(ref Stream stream, uint next, PieceList into)
    {
        var segment = _snapshot.Segments[stream.Segment];
        var actors = segment.Actors;
        var starts = segment.ActorStarts;
        var end = stream.At + 1;
        for (var step = 1; end < stream.End && actors[end] < next; step *= 2)
            end = Math.Min(stream.End, end + step);
        end = stream.At + FirstOf(actors[stream.At..end], next);
        var excluded = FirstExcluded(stream);
        if (excluded < starts[end])
        {
            var run = starts.BinarySearch((uint)excluded);
            end = run < 0 ? ~run - 1 : run;
        }
        if (end > stream.At)
        {
            into.AddRuns(stream.Segment, actors[stream.At..end], starts[stream.At..(end + 1)]);
            stream.At = end;
            Look(ref stream);
        }
        else
            TakeActor(stream.Actor, into);
    }

    private void TakeActor(uint actor, PieceList into)
    {
        _runs.Clear();
        foreach (ref var stream in _streams.AsSpan())
            while (stream.Actor == actor)
            {
                AddRuns(ref stream);
                stream.At++;
                Look(ref stream);
            }
        if (_runs.Count == 0)
            return;
        into.BeginActor(actor);
        while (_runs.Count > 1)
            TakeWhileLeast(LeastRun(), into);
        Take(0, _runs[0].To, into);
    }

    private void AddRuns(ref Stream stream)
    {
        if (stream.Segment < 0)
        {
            var moved = _snapshot.Overlay.Moved(stream.IsBot)[stream.At];
            var before = _snapshot.Segments[moved.Segment].ActorOf(moved.From);
            _runs.Add(new Run(moved.Segment, moved.From, moved.To, before == moved.Actor ? 0 : before));
            return;
        }
        var starts = _snapshot.Segments[stream.Segment].ActorStarts;
        var (row, end) = ((int)starts[stream.At], (int)starts[stream.At + 1]);
        var excluded = _snapshot.Overlay.Excluded(stream.Segment);
        while (stream.Exclusion < excluded.Length && excluded[stream.Exclusion].From < end)
        {
            var gap = excluded[stream.Exclusion];
            if (gap.From > row)
                _runs.Add(new Run(stream.Segment, row, gap.From, 0));
            row = Math.Max(row, gap.To);
            if (gap.To > end)
                return;
            stream.Exclusion++;
        }
        if (row < end)
            _runs.Add(new Run(stream.Segment, row, end, 0));
    }

    private int LeastRun(int except = -1)
    {
        var least = -1;
        for (var i = 0; i < _runs.Count; i++)
            if (i != except && (least < 0 || Precedes(_runs[i].Segment, _runs[i].From, _runs[least])))
                least = i;
        return least;
    }

    private void TakeWhileLeast(int run, PieceList into)
    {
        var due = _runs[LeastRun(except: run)];
        var (segment, row, end, _) = _runs[run];
        do
            row++;
        while (row < end && Precedes(segment, row, due));
        Take(run, row, into);
    }

    private void Take(int run, int to, PieceList into)
    {
        var (segment, from, end, movedFrom) = _runs[run];
        into.Add(segment, from, to - from, movedFrom);
        if (to < end)
        {
            _runs[run] = _runs[run] with { From = to };
            return;
        }
        _runs[run] = _runs[_runs.Count - 1];
        _runs.RemoveLast();
    }

    private bool Precedes(int leftSegment, int leftRow, in Run run)
    {
        var (left, right) = (_snapshot.Segments[leftSegment], _snapshot.Segments[run.Segment]);
        var byTime = left.Times[leftRow].CompareTo(right.Times[run.From]);
        return byTime != 0 ? byTime < 0 : RowOrder.CompareTies(left, leftRow, right, run.From) < 0;
    }

    private void Look(ref Stream stream) =>
        stream.Actor = stream.At >= stream.End ? Ended
            : stream.Segment < 0 ? _snapshot.Overlay.Moved(stream.IsBot)[stream.At].Actor
            : _snapshot.Segments[stream.Segment].Actors[stream.At];

    private void SkipExclusions(ref Stream stream, int row)
    {
        var excluded = _snapshot.Overlay.Excluded(stream.Segment);
        var (low, high) = (0, excluded.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = excluded[middle].To <= row ? (middle + 1, high) : (low, middle);
        }
        stream.Exclusion = low;
    }

    private long FirstExcluded(in Stream stream)
    {
        var excluded = _snapshot.Overlay.Excluded(stream.Segment);
        return stream.Exclusion < excluded.Length ? excluded[stream.Exclusion].From : long.MaxValue;
    }

    private static int FirstOf(ReadOnlySpan<uint> actors, uint actor)
    {
        var index = actors.BinarySearch(actor);
        return index < 0 ? ~index : index;
    }

    private static int FirstMoved(ReadOnlySpan<MovedRun> moved, uint actor)
    {
        var (low, high) = (0, moved.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = moved[middle].Actor < actor ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>The runs of one segment, or moved ones of any; <c>Actor</c> is whose turn it is.</summary>
    private struct Stream
    {
        public int Segment;
        public bool IsBot;
        public int At;
        public int End;
        public int Exclusion;
        public uint Actor;
    }

    private readonly record struct Run(int Segment, int From, int To, uint MovedFrom);
}
