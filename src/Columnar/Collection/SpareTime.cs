namespace Analytics.Columnar.Collection;

/// <summary>Work in the background that costs as much as there is data: a twentieth of a thread's time goes there.</summary>
internal sealed class SpareTime(TimeProvider clock)
{
    private const int Share = 20;
    private long _ended;
    private TimeSpan _rest;

    /// <summary>Does some of it unless the last time was too recent for what it cost.</summary>
    /// <param name="work">False when there was nothing to do.</param>
    /// <returns>Whether anything was done.</returns>
    public bool TryUse(Func<bool> work)
    {
        var start = clock.GetTimestamp();
        if (clock.GetElapsedTime(_ended, start) < _rest || !work())
            return false;
        _ended = clock.GetTimestamp();
        _rest = (Share - 1) * clock.GetElapsedTime(start, _ended);
        return true;
    }
}
