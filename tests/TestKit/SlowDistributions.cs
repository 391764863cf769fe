using System.Collections.Immutable;
using Analytics.Domain.Distributions;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <summary>Distributions by their definition: every value with its group, then sorted.</summary>
internal static class SlowDistributions
{
    public static DistributionAnswer Answer(SlowData data, TimeBetweenQuery query)
    {
        var starts = data.Of(query.Cohort)
            .Where(one => one.Actor is not null && one.Matches(query.Filter))
            .GroupBy(one => one.Actor, StringComparer.Ordinal)
            .SelectMany(actor => Starts([.. actor], query))
            .ToList();
        return Answer(
            query.Breakdown,
            starts,
            start => start.Event,
            some => Figures(
                [.. some.Select(start => start.Time).OfType<TimeSpan>().Select(Seconds)],
                ByActor(some.Where(start => start.Time is not null).Select(start => start.Event)).Count(),
                some.Count(start => start.Time is null),
                query.InnerEdges),
            some => some.Count,
            data);
    }

    public static DistributionAnswer Answer(SlowData data, ReactivationQuery query)
    {
        var returns = data.Of(query.Cohort)
            .Where(one => one.Actor is not null && one.Matches(query.Activity) && one.Matches(query.Filter))
            .GroupBy(one => one.Actor, StringComparer.Ordinal)
            .SelectMany(actor => actor.Zip(actor.Skip(1), (before, one) => (Event: one, Silence: one.Time - before.Time)))
            .Where(one => query.Range.Contains(one.Event.Time) && one.Silence >= query.Idle)
            .ToList();
        return Answer(
            query.Breakdown,
            returns,
            one => one.Event,
            some => Figures(
                [.. some.Select(one => Seconds(one.Silence))], ByActor(some.Select(one => one.Event)).Count(), 0, query.InnerEdges),
            some => some.Count,
            data);
    }

    public static DistributionAnswer Answer(SlowData data, EventsPerActorQuery query)
    {
        var events = data.Of(query.Cohort)
            .Where(one => one.Actor is not null && query.Range.Contains(one.Time))
            .Where(one => one.Matches(query.Events) && one.Matches(query.Filter))
            .ToList();
        var measure = query.Property is { } property
            ? new Measure(EventSelector.Any, Aggregation.Sum) { Property = property }
            : new Measure(EventSelector.Any, Aggregation.Count);
        return Answer(
            query.Breakdown,
            events,
            one => one,
            some => Figures(
                [.. ByActor(some).Select(actor => SlowFigures.Value(data, measure, actor)!.Value)],
                ByActor(some).Count(), 0, query.InnerEdges),
            some => ByActor(some).Count(),
            data);
    }

    private static IEnumerable<IGrouping<string?, SlowEvent>> ByActor(IEnumerable<SlowEvent> events) =>
        events.GroupBy(one => one.Actor, StringComparer.Ordinal);

    private static decimal Seconds(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerSecond;

    // An actor's events that match the filter; the first later one of the end ends the time.
    private static IEnumerable<(SlowEvent Event, TimeSpan? Time)> Starts(List<SlowEvent> events, TimeBetweenQuery query)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (!events[i].Matches(query.From) || !query.Range.Contains(events[i].Time))
                continue;
            var end = events.Skip(i + 1).FirstOrDefault(one => one.Matches(query.To));
            var time = end?.Time - events[i].Time;
            yield return (events[i], time <= (query.Window ?? TimeSpan.MaxValue) ? time : default(TimeSpan?));
        }
    }

    private static DistributionAnswer Answer<T>(
        SeriesBreakdown? breakdown,
        List<T> all,
        Func<T, SlowEvent> eventOf,
        Func<List<T>, DistributionFigures> figures,
        Func<List<T>, int> size,
        SlowData data)
    {
        var answer = new DistributionAnswer(figures(all), [], null, data.Log.Meta);
        if (breakdown is null)
            return answer;
        var groups = all.GroupBy(one => eventOf(one).Key(breakdown.Dimensions)).ToDictionary(group => group.Key, group => group.ToList());
        var shown = SlowGroups.Shown(breakdown, groups.Keys, key => size(groups[key]));
        var rest = groups.Where(group => !shown.Contains(group.Key)).SelectMany(group => group.Value).ToList();
        return answer with
        {
            Groups = [.. shown.Select(key => new DistributionGroupFigures(key, figures(groups.GetValueOrDefault(key) ?? [])))],
            Other = rest.Count > 0 ? figures(rest) : null,
        };
    }

    private static DistributionFigures Figures(List<decimal> values, int actors, int unfinished, ImmutableArray<decimal> edges)
    {
        values.Sort();
        var any = values.Count > 0;
        return new DistributionFigures(
            values.Count,
            actors,
            unfinished,
            values.Sum(),
            any ? SlowFigures.Percentile(values, 50) : null,
            any ? SlowFigures.Percentile(values, 90) : null,
            any ? values[0] : null,
            any ? values[^1] : null,
            [
                .. Enumerable.Range(0, edges.Length + 1).Select(bucket => (long)values.Count(value =>
                    (bucket == 0 || value >= edges[bucket - 1]) && (bucket == edges.Length || value < edges[bucket]))),
            ]);
    }
}
