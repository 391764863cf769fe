using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Kernels;

/// <summary>The attempt of one actor that gets furthest, where a funnel has nothing but steps and one window.</summary>
/// <param name="steps">The rows that match each step: one bit a row, then a word of ones. Later steps' rows are
/// where the question lets them be, the first one's where it lets an attempt start.</param>
/// <param name="next">Scratch, one a step, 0 at the start of a shard: the first match at or after the row that was
/// last asked for. Attempts, and actors, only ask for later rows, so each word is looked at once.</param>
/// <param name="count">Number of steps.</param>
internal readonly unsafe struct FunnelKernel(ulong** steps, int* next, int count)
{
    /// <summary>
    /// Follows every attempt without backtracking: each step takes the first match behind the one before. A later
    /// attempt finds each step at the same row or a later one, so that a step without any match ends the search.
    /// </summary>
    /// <param name="times">Of the rows.</param>
    /// <param name="window">Longest time from the first row to any other, inclusive.</param>
    /// <param name="first">The actor's first row that matches the first step.</param>
    /// <param name="end">The row after the actor's last.</param>
    /// <param name="at">Scratch, one a step.</param>
    /// <param name="best">Receives the rows of the attempt that gets furthest; on a tie of the earliest.</param>
    /// <returns>How many steps it reaches, at least 1.</returns>
    public int Furthest(in TimeColumn times, in TimeWindow window, int first, int end, int* at, int* best)
    {
        var furthest = 1;
        best[0] = first;
        for (var start = first; start < end; start = RowBitsKernel.First(steps[0], start + 1))
        {
            at[0] = start;
            var depth = 1;
            for (; depth < count; depth++)
            {
                var row = Next(depth, at[depth - 1] + 1);
                if (row >= end)
                    return Keep(at, depth, best, furthest);
                if (!window.Holds(times, start, row))
                    break;
                at[depth] = row;
            }
            furthest = Keep(at, depth, best, furthest);
            if (furthest == count)
                break;
        }
        return furthest;
    }

    private int Next(int step, int from)
    {
        if (next[step] < from)
            next[step] = RowBitsKernel.First(steps[step], from);
        return next[step];
    }

    private static int Keep(int* at, int depth, int* best, int furthest)
    {
        if (depth <= furthest)
            return furthest;
        for (var step = 0; step < depth; step++)
            best[step] = at[step];
        return depth;
    }
}
