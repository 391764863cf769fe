using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private readonly TimeColumn[] _times;
    private readonly NativeBuffer<Run> _runs = new();
    private readonly int _first;
    private readonly int _end;

    /// <param name="snapshot">What is read.</param>
    /// <param name="people">Whether rows of people are wanted.</param>
    /// <param name="bots">Whether rows of bots are.</param>
    public RunMerge(Snapshot snapshot, bool people, bool bots)
        : this(snapshot, .., people, bots)
    {
    }

    /// <summary>Over some of the segments.</summary>
    public RunMerge(Snapshot snapshot, Range segments, bool people, bool bots)
    {
        _snapshot = snapshot;
        (_first, var count) = segments.GetOffsetAndLength(snapshot.Segments.Length);
        _end = _first + count;
        _times = [.. snapshot.Segments.Select((segment, index) => IsMine(index) ? segment.Times : default)];
        var streams = new List<Stream>();
        foreach (var isBot in new[] { false, true })
        {
            if (isBot ? !bots : !people)
                continue;
            for (var segment = _first; segment < _end; segment++)
                if (snapshot.Segments[segment].Runs(isBot) is var (from, to) && from < to)
                    streams.Add(new Stream(snapshot.Segments[segment], segment, isBot));
            if (!snapshot.Overlay.Moved(isBot).IsEmpty)
                streams.Add(new Stream(isBot));
        }
        _streams = [.. streams];
    }

    /// <summary>Adds the rows of the actors from one code to before another.</summary>
    public void Append(uint fromActor, uint toActor, PieceList into)
    {
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
            var (from, to) = _snapshot.Segments[stream.Segment].Runs(stream.IsBot);
            var actors = stream.Actors(from, to);
            (stream.At, stream.End) = (from + FirstOf(actors, fromActor), from + FirstOf(actors, toActor));
            stream.Exclusion = 0;
            if (stream.At < stream.End)
                SkipExclusions(ref stream, stream.StartOf(stream.At));
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
        var end = stream.At + 1;
        for (var step = 1; end < stream.End && stream.ActorOf(end) < next; step *= 2)
            end = Math.Min(stream.End, end + step);
        end = stream.At + FirstOf(stream.Actors(stream.At, end), next);
        var excluded = FirstExcluded(stream);
        if (excluded < stream.StartOf(end))
        {
            var run = stream.Starts(stream.At, end).BinarySearch((uint)excluded);
            end = stream.At + (run < 0 ? ~run - 1 : run);
        }
        if (end <= stream.At)
        {
            TakeActor(stream.Actor, into);
            return;
        }
        into.AddRuns(stream.Segment, stream.Actors(stream.At, end), stream.Starts(stream.At, end + 1));
        stream.At = end;
        Look(ref stream);
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
        var (row, end) = (stream.StartOf(stream.At), stream.StartOf(stream.At + 1));
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
        var byTime = _times[leftSegment].At(leftRow).CompareTo(_times[run.Segment].At(run.From));
        return byTime != 0 ? byTime < 0 : RowOrder.CompareTies(
            _snapshot.Segments[leftSegment], leftRow, _snapshot.Segments[run.Segment], run.From) < 0;
    }

    private void Look(ref Stream stream)
    {
        if (stream.Segment >= 0)
        {
            stream.Actor = stream.At < stream.End ? stream.ActorOf(stream.At) : Ended;
            return;
        }
        var moved = _snapshot.Overlay.Moved(stream.IsBot);
        while (stream.At < stream.End && !IsMine(moved[stream.At].Segment))
            stream.At++;
        stream.Actor = stream.At < stream.End ? moved[stream.At].Actor : Ended;
    }

    private bool IsMine(int segment) => segment >= _first && segment < _end;

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
    private unsafe struct Stream
    {
        public readonly int Segment;
        public readonly bool IsBot;
        private readonly uint* _actors;
        private readonly uint* _starts;
        public int At;
        public int End;
        public int Exclusion;
        public uint Actor;

        public Stream(bool isBot) => (Segment, IsBot) = (-1, isBot);

        public Stream(Segment segment, int index, bool isBot)
        {
            (Segment, IsBot) = (index, isBot);
            // The segment's memory does not move.
            _actors = (uint*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(segment.Actors));
            _starts = (uint*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(segment.ActorStarts));
        }

        public readonly uint ActorOf(int run) => _actors[run];

        public readonly int StartOf(int run) => (int)_starts[run];

        public readonly ReadOnlySpan<uint> Actors(int from, int to) => new(_actors + from, to - from);

        public readonly ReadOnlySpan<uint> Starts(int from, int to) => new(_starts + from, to - from);
    }

    private readonly record struct Run(int Segment, int From, int To, uint MovedFrom);
}
