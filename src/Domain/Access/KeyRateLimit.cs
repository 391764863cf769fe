using System.Collections.Concurrent;

namespace Analytics.Domain.Access;

/// <summary>
/// Holds each key to its rate on this node, by the generic cell rate algorithm: a key has a time up to which its events
/// are paid for, and is over its limit when that time lies more than a second ahead. A batch is never cut: it is taken
/// as a whole, and the next one waits for longer.
/// </summary>
/// <remarks>ITU-T I.371, annex A (virtual scheduling).</remarks>
public sealed class KeyRateLimit(TimeProvider clock)
{
    private static readonly TimeSpan _ahead = TimeSpan.FromSeconds(1);

    // Ticks of the clock up to which a key's events are paid for; one entry a key with a rate.
    private readonly ConcurrentDictionary<Guid, long> _paidUntil = new();

    /// <summary>Takes events of a key unless it is over its limit.</summary>
    /// <param name="key">The key's id.</param>
    /// <param name="eventsPerSecond">Its rate.</param>
    /// <param name="events">How many; 0 asks only.</param>
    /// <returns>Null when they are taken; else how long to wait before the key is below its limit again.</returns>
    public TimeSpan? Take(Guid key, int eventsPerSecond, int events)
    {
        while (true)
        {
            var now = clock.GetUtcNow().UtcTicks;
            var known = _paidUntil.TryGetValue(key, out var paid);
            if (known && paid - now > _ahead.Ticks)
                return TimeSpan.FromTicks(paid - now - _ahead.Ticks);
            var next = Math.Max(paid, now) + TimeSpan.TicksPerSecond * events / eventsPerSecond;
            if (events == 0 || (known ? _paidUntil.TryUpdate(key, next, paid) : _paidUntil.TryAdd(key, next)))
                return null;
        }
    }
}
