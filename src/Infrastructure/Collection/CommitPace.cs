namespace Analytics.Infrastructure.Collection;

/// <summary>How long commits take of late, to tell a sender who found the queue full when to come back.</summary>
/// <param name="size">Weight of a full commit.</param>
/// <param name="clock">Measures.</param>
internal sealed class CommitPace(int size, TimeProvider clock)
{
    private const double Smoothing = 0.2;                 // the part of the latest commit in what is usual
    private const double Soonest = 1;                     // seconds
    private const double Latest = 30;

    private readonly Lock _lock = new();
    private readonly List<long> _underWay = [];           // timestamps
    private double _usual;                                // seconds

    /// <summary>A commit begins; <see cref="End"/> takes what comes back.</summary>
    public long Begin()
    {
        lock (_lock)
        {
            _underWay.Add(clock.GetTimestamp());
            return _underWay[^1];
        }
    }

    public void End(long begun)
    {
        lock (_lock)
        {
            _underWay.Remove(begun);
            var took = clock.GetElapsedTime(begun).TotalSeconds;
            _usual = _usual == 0 ? took : _usual + (Smoothing * (took - _usual));
        }
    }

    /// <summary>
    /// When what waits will be written if every commit takes as long as they do of late, or as the one under way has
    /// taken already. In whole seconds, 1 to 30.
    /// </summary>
    /// <param name="waiting">Its weight.</param>
    public TimeSpan TimeFor(int waiting)
    {
        lock (_lock)
        {
            var each = _underWay.Count == 0
                ? _usual
                : Math.Max(_usual, clock.GetElapsedTime(_underWay.Min()).TotalSeconds);
            var commits = Math.Max(1, Math.Ceiling((double)waiting / size));
            return TimeSpan.FromSeconds(Math.Ceiling(Math.Clamp(commits * each, Soonest, Latest)));
        }
    }
}
