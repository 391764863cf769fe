using Analytics.Domain.Correlations;

namespace Analytics.TestKit;

/// <summary>What goes with a goal, by its definition: what each actor did before it.</summary>
internal static class SlowCorrelation
{
    public static CorrelationAnswer Answer(SlowData data, CorrelationQuery query)
    {
        var actors = data.Of(query.Cohort)
            .Where(one => one.Actor is not null && query.Range.Contains(one.Time) && one.Matches(query.Filter))
            .GroupBy(one => one.Actor, StringComparer.Ordinal)
            .Select(actor => (
                Before: actor.TakeWhile(one => !one.Matches(query.Goal)).ToList(),
                Converted: actor.Any(one => one.Matches(query.Goal))))
            .ToList();
        return new CorrelationAnswer(
            actors.Count,
            actors.Count(actor => actor.Converted),
            query.Events.IsEmpty
                ?
                [
                    .. actors.SelectMany(actor => actor.Before).Select(one => one.Name).Distinct(StringComparer.Ordinal)
                        .Select(name => Count(name, one => one.Name == name))
                        .OrderByDescending(one => one.Did)
                        .ThenBy(one => one.Name, StringComparer.Ordinal)
                        .Take(query.Limit),
                ]
                : [.. query.Events.Select(name => Count(name, one => one.IsOneOf([name])))],
            data.Log.Meta);

        CorrelationCount Count(string name, Func<SlowEvent, bool> isIt)
        {
            var did = actors.Where(actor => actor.Before.Any(isIt)).ToList();
            return new CorrelationCount(name, did.Count, did.Count(actor => actor.Converted));
        }
    }
}
