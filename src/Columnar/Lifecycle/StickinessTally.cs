using System.Collections.Immutable;

namespace Analytics.Columnar.Lifecycle;

/// <summary>One thread's actors by period and number of days.</summary>
/// <param name="periods">The period of each day, ascending from 0.</param>
internal sealed class StickinessTally(int[] periods) : IActivitySink
{
    // A period has as many cells as days; the first one of each, then the number of days.
    private readonly int[] _firstDays =
    [
        .. Enumerable.Range(0, periods.Length).Where(day => day == 0 || periods[day] != periods[day - 1]), periods.Length,
    ];

    private readonly long[] _actors = new long[periods.Length];

    public void Add(ReadOnlySpan<int> buckets)
    {
        for (var i = 0; i < buckets.Length;)
        {
            var (from, period) = (i, periods[buckets[i]]);
            var end = _firstDays[period + 1];
            while (i < buckets.Length && buckets[i] < end)
                i++;
            _actors[_firstDays[period] + i - from - 1]++;
        }
    }

    /// <summary>Adds another thread's.</summary>
    public void Merge(StickinessTally other)
    {
        for (var cell = 0; cell < _actors.Length; cell++)
            _actors[cell] += other._actors[cell];
    }

    /// <summary>A period's actors by number of days, from 1.</summary>
    public ImmutableArray<long> Of(int period) =>
        [.. _actors.AsSpan(_firstDays[period].._firstDays[period + 1])];
}
