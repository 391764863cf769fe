namespace Analytics.Columnar.Kernels;

/// <summary>Numbers the sessions of one actor.</summary>
internal static class SessionKernel
{
    /// <summary>
    /// Sets each hit's <see cref="Hit.Session"/> to a number from <paramref name="first"/> on. A session that the
    /// client sent decides; without one the event goes on in the session of the event before it unless that is
    /// longer ago than the gap.
    /// </summary>
    /// <param name="hits">All of the actor's events, in their order.</param>
    /// <param name="gap">Longest silence within a session, milliseconds.</param>
    /// <param name="first">The number to start with.</param>
    /// <param name="sent">Scratch; emptied first.</param>
    /// <param name="returns">Whether a session goes on after another one began.</param>
    /// <returns>The next free number.</returns>
    public static uint Number(
        Span<Hit> hits, long gap, uint first, Dictionary<ulong, uint> sent, out bool returns)
    {
        var (next, current, currentSent, before) = (first, 0u, 0UL, 0L);
        returns = false;
        sent.Clear();
        for (var i = 0; i < hits.Length; i++)
        {
            ref var hit = ref hits[i];
            if (hit.Session == 0)
            {
                if (i == 0 || hit.Time - before > gap)
                    (current, currentSent) = (next++, 0);
            }
            else if (hit.Session != currentSent)
            {
                currentSent = hit.Session;
                if (sent.TryGetValue(currentSent, out current))
                    returns = true;
                else
                    sent.Add(currentSent, current = next++);
            }
            hit.Session = current;
            before = hit.Time;
        }
        return next;
    }
}
