using Analytics.Domain.Lifecycle;

namespace Analytics.Columnar.Lifecycle;

/// <summary>One thread's actors by what became of them.</summary>
/// <param name="periods">Those shown.</param>
internal sealed class LifecycleTally(int periods) : IActivitySink
{
    /// <summary>The first bucket that is shown; those before are the past.</summary>
    private const int FirstShown = 3;

    private readonly long[] _new = new long[periods];
    private readonly long[] _returning = new long[periods];
    private readonly long[] _resurrecting = new long[periods];

    // By the calendar's periods: the past, the one before the first shown, those shown.
    private readonly long[] _active = new long[periods + 2];

    public void Add(ReadOnlySpan<int> buckets)
    {
        var (first, before) = (PeriodOf(buckets[0]), -1);
        for (var i = 0; i < buckets.Length; i++)
        {
            var period = PeriodOf(buckets[i]);
            // The first period may have two buckets, before the range and in it: it counts once.
            var isKnown = i > 0 && PeriodOf(buckets[i - 1]) == period;
            if (!isKnown)
            {
                before = i > 0 ? PeriodOf(buckets[i - 1]) : -1;
                _active[period]++;
            }
            if (buckets[i] < FirstShown)
                continue;
            var stages = period == first ? _new : before == period - 1 ? _returning : _resurrecting;
            stages[buckets[i] - FirstShown]++;
        }
    }

    /// <summary>Adds another thread's.</summary>
    public void Merge(LifecycleTally other)
    {
        for (var period = 0; period < periods; period++)
        {
            _new[period] += other._new[period];
            _returning[period] += other._returning[period];
            _resurrecting[period] += other._resurrecting[period];
        }
        for (var period = 0; period < _active.Length; period++)
            _active[period] += other._active[period];
    }

    /// <summary>The figures of a period that is shown.</summary>
    public LifecycleCount Count(DateTimeOffset start, int period) => new(
        start, _new[period], _returning[period], _resurrecting[period], _active[period + 1] - _returning[period]);

    private static int PeriodOf(int bucket) => bucket < FirstShown ? bucket : bucket - 1;
}
