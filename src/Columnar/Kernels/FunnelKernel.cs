namespace Analytics.Columnar.Kernels;

/// <summary>The attempt of one actor that gets furthest.</summary>
internal static class FunnelKernel
{
    /// <summary>
    /// Follows every attempt without backtracking. A later attempt finds each step at the same event or a later
    /// one, so the positions only move forward and the work is linear in hits times steps.
    /// </summary>
    /// <param name="hits">One actor's, in the order of events.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="window">Longest time from the first event to any other, inclusive.</param>
    /// <param name="positions">Scratch, one a step.</param>
    /// <param name="reached">Receives the times of the steps of the best attempt; on a tie of the earliest.</param>
    /// <returns>How many steps it reaches; 0 when no hit matches the first.</returns>
    public static int FurthestAttempt(
        ReadOnlySpan<Hit> hits, int steps, long window, Span<int> positions, Span<long> reached)
    {
        var best = 0;
        positions[..steps].Clear();
        for (var start = 0; start < hits.Length && best < steps; start++)
        {
            if ((hits[start].Bits & 1) == 0)
                continue;
            positions[0] = start;
            var depth = 1;
            while (depth < steps && Next(hits, depth, window, positions))
                depth++;
            if (depth <= best)
                continue;
            best = depth;
            for (var step = 0; step < depth; step++)
                reached[step] = hits[positions[step]].Time;
        }
        return best;
    }

    private static bool Next(ReadOnlySpan<Hit> hits, int step, long window, Span<int> positions)
    {
        var at = Math.Max(positions[step], positions[step - 1] + 1);
        while (at < hits.Length && (hits[at].Bits >> step & 1) == 0)
            at++;
        positions[step] = at;
        return at < hits.Length && hits[at].Time - hits[positions[0]].Time <= window;
    }
}
