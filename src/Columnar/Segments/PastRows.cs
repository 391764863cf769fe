using System.Collections.Immutable;

namespace Analytics.Columnar.Segments;

/// <summary>Leaves out the rows that came after a position; only the last segment can have any.</summary>
internal static class PastRows
{
    /// <summary>The overlay of the segments without later rows.</summary>
    /// <param name="overlay">Of these segments, and perhaps of further ones.</param>
    /// <param name="segments">Of which the last may reach further.</param>
    /// <param name="position">Of the log.</param>
    public static Overlay Cut(Overlay overlay, ImmutableArray<Segment> segments, long position)
    {
        var later = segments.IsEmpty ? [] : Later(segments[^1], position);
        if (later.Length == 0 && overlay.IsEmpty)
            return Overlay.None;
        var excluded = new RowRange[segments.Length][];
        for (var i = 0; i < excluded.Length; i++)
            excluded[i] = i + 1 == excluded.Length
                ? Union(overlay.Excluded(i), later)
                : overlay.Excluded(i).ToArray();
        var moved = new List<MovedRun>();
        foreach (var bots in new[] { false, true })
            foreach (var run in overlay.Moved(bots))
                if (run.Segment < segments.Length - 1)
                    moved.Add(run);
                else if (run.Segment == segments.Length - 1)
                    AddWithout(run, later, moved);
        return new Overlay(excluded, [.. moved]);
    }

    /// <summary>The latest time of a row through a position, milliseconds; null when there is none.</summary>
    public static long? LastTime(ImmutableArray<Segment> segments, long position)
    {
        long? last = null;
        foreach (var segment in segments)
        {
            if (segment.Rows == 0)
                continue;
            if (segment.Through <= position)
            {
                last = Math.Max(last ?? long.MinValue, segment.LastTime);
                continue;
            }
            var positions = segment.Positions;
            var times = segment.Times;
            for (var row = 0; row < positions.Length; row++)
                if (segment.After + positions[row] <= position)
                    last = Math.Max(last ?? long.MinValue, times.At(row));
        }
        return last;
    }

    // Ascending and apart.
    private static RowRange[] Later(Segment segment, long position)
    {
        if (segment.Through <= position)
            return [];
        var later = new List<RowRange>();
        var positions = segment.Positions;
        for (var row = 0; row < positions.Length; row++)
        {
            if (segment.After + positions[row] <= position)
                continue;
            if (later.Count > 0 && later[^1].To == row)
                later[^1] = later[^1] with { To = row + 1 };
            else
                later.Add(new RowRange(row, row + 1));
        }
        return [.. later];
    }

    private static RowRange[] Union(ReadOnlySpan<RowRange> left, RowRange[] right)
    {
        if (right.Length == 0)
            return left.ToArray();
        var union = new List<RowRange>(left.Length + right.Length);
        var (a, b) = (0, 0);
        while (a < left.Length || b < right.Length)
        {
            var next = b == right.Length || (a < left.Length && left[a].From < right[b].From) ? left[a++] : right[b++];
            if (union.Count > 0 && union[^1].To >= next.From)
                union[^1] = union[^1] with { To = Math.Max(union[^1].To, next.To) };
            else
                union.Add(next);
        }
        return [.. union];
    }

    private static void AddWithout(MovedRun run, RowRange[] later, List<MovedRun> into)
    {
        var from = run.From;
        foreach (var range in later)
        {
            if (range.To <= from)
                continue;
            if (range.From >= run.To)
                break;
            if (range.From > from)
                into.Add(run with { From = from, To = range.From });
            from = range.To;
        }
        if (from < run.To)
            into.Add(run with { From = from });
    }
}
