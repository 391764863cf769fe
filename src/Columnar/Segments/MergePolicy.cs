using System.Collections.Immutable;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Which neighbours to merge next. Sizes stay roughly geometric, so that there are few segments and an event is
/// written again a logarithmic number of times.
/// </summary>
internal static class MergePolicy
{
    /// <summary>So many neighbours of like size are merged.</summary>
    public const int FanIn = 4;

    /// <returns>The run to write as one segment and whether to a file; null when all is well.</returns>
    public static MergeTask? Choose(ImmutableArray<Segment> segments, int flushRows, bool flushAll)
    {
        var files = 0;
        while (files < segments.Length && segments[files].IsOnDisk)
            files++;
        long waiting = 0;
        for (var i = files; i < segments.Length; i++)
            waiting += segments[i].Rows;
        if (waiting >= flushRows || (flushAll && files < segments.Length))
            return new MergeTask(files, segments.Length - files, true);
        return LikeSized(segments, files, segments.Length) is { } recent ? recent with { ToDisk = false }
            : LikeSized(segments, 0, files);
    }

    // From the newest backwards: a segment joins while it is at most twice as large as all newer ones of its run. Small
    // segments that came last must not hide like-sized ones before them.
    private static MergeTask? LikeSized(ImmutableArray<Segment> segments, int from, int to)
    {
        for (var end = to; end - from >= FanIn; end--)
        {
            long newer = 0;
            var start = end;
            while (start > from && (newer == 0 || segments[start - 1].Rows <= 2 * newer))
                newer += segments[--start].Rows;
            if (end - start >= FanIn)
                return new MergeTask(start, end - start, true);
        }
        return null;
    }
}

/// <param name="Start">Index of the first.</param>
/// <param name="Count">How many.</param>
/// <param name="ToDisk">Whether the result is a file.</param>
internal readonly record struct MergeTask(int Start, int Count, bool ToDisk)
{
    /// <summary>Bytes of the segments before they are merged; the result seldom has more.</summary>
    public long BytesOf(ImmutableArray<Segment> segments)
    {
        var bytes = 0L;
        foreach (var segment in segments.AsSpan().Slice(Start, Count))
            bytes += segment.Bytes;
        return bytes;
    }
}
