using Analytics.Domain.Querying;

namespace Analytics.TestKit;

/// <summary>What a range has of the calendar's periods.</summary>
internal static class SlowPeriods
{
    /// <summary>From the first instant of each period inside the range to the first after it.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Of(EventQuery query, Interval period)
    {
        for (var from = query.Range.From; from < query.Range.To;)
        {
            var end = CalendarBuckets.EndOf(from, period, query.Calendar.Zone, query.Calendar.WeekStart);
            yield return (from, end < query.Range.To ? end : query.Range.To);
            from = end;
        }
    }
}
