using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Sessions;

namespace Analytics.TestKit;

/// <summary>Aggregations over a list of events.</summary>
internal static class SlowFigures
{
    /// <summary>The aggregation over events that match already.</summary>
    public static decimal? Value(SlowData data, Measure measure, IEnumerable<SlowEvent> matching)
    {
        var events = matching.ToList();
        var numbers = measure.Property is { } property
            ? events.Select(one => one.Value(property)).OfType<decimal>().Order().ToList()
            : [];
        return measure.Aggregation switch
        {
            Aggregation.Count => events.Count,
            Aggregation.Sum => Sum(numbers),
            Aggregation.UniqueActors => Actors(events),
            Aggregation.UniqueSessions => events.Where(data.Sessions.ContainsKey).Select(one => data.Sessions[one]).Distinct().Count(),
            Aggregation.CountDistinct => events.Select(one => one.Key(measure.Property!)).OfType<string>().Distinct().Count(),
            Aggregation.PerActorAvg => PerActor(measure, events),
            _ when numbers.Count == 0 => null,
            Aggregation.Avg => Sum(numbers) / numbers.Count,
            Aggregation.Min => numbers[0],
            Aggregation.Max => numbers[^1],
            Aggregation.Median => Percentile(numbers, 50),
            Aggregation.Percentile => Percentile(numbers, measure.Percentile!.Value),
            _ => throw new NotSupportedException(),
        };
    }

    /// <summary>Type 7: linear between closest ranks.</summary>
    /// <param name="sorted">At least one.</param>
    /// <param name="percentile">0 to 100.</param>
    public static decimal Percentile(List<decimal> sorted, decimal percentile)
    {
        var rank = (sorted.Count - 1) * percentile / 100;
        var low = (int)decimal.Floor(rank);
        var high = (int)decimal.Ceiling(rank);
        return sorted[low] + ((sorted[high] - sorted[low]) * (rank - low));
    }

    /// <summary>Null without any.</summary>
    public static Times? Times(IEnumerable<TimeSpan> times)
    {
        var ticks = times.Select(time => (decimal)time.Ticks).Order().ToList();
        return ticks.Count == 0 ? null : new Times(
            Ticks(Percentile(ticks, 50)),
            Ticks(Math.Round(ticks.Average(), MidpointRounding.AwayFromZero)),
            Ticks(Percentile(ticks, 90)));
    }

    /// <summary>Null without any.</summary>
    public static Spread? Spread(IEnumerable<int> numbers)
    {
        var sorted = numbers.Select(number => (decimal)number).Order().ToList();
        return sorted.Count == 0 ? null : new Spread(Percentile(sorted, 50), sorted.Average(), Percentile(sorted, 90));
    }

    private static int Actors(IEnumerable<SlowEvent> events) =>
        events.Select(one => one.Actor).OfType<string>().Distinct(StringComparer.Ordinal).Count();

    private static decimal? PerActor(Measure measure, List<SlowEvent> events)
    {
        var known = events.Where(one => one.Actor is not null).ToList();
        if (known.Count == 0)
            return null;
        var value = measure.Property is { } property
            ? Sum(known.Select(one => one.Value(property)).OfType<decimal>())
            : known.Count;
        return value / Actors(known);
    }

    // Apart before and behind the point: together they may need more digits on the way than in the end.
    private static decimal Sum(IEnumerable<decimal> values)
    {
        var all = values.ToList();
        return all.Sum(decimal.Truncate) + all.Sum(value => value - decimal.Truncate(value));
    }

    private static TimeSpan Ticks(decimal ticks) => TimeSpan.FromTicks((long)ticks);
}
