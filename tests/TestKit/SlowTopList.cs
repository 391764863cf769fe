using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <summary>A top list by its definition.</summary>
internal static class SlowTopList
{
    public static TopListAnswer Answer(SlowData data, TopListQuery query)
    {
        var read = data.Of(query.Cohort)
            .Where(one => query.Range.Contains(one.Time) && one.Matches(query.Filter))
            .ToList();
        var keys = read.ToDictionary(one => one, one => one.Key(query.Breakdown.Dimensions));
        decimal? Figure(Measure measure, Func<GroupKey, bool> wanted) => SlowFigures.Value(
            data, measure, read.Where(one => one.Matches(measure.Events) && wanted(keys[one])));

        var there = read.Where(one => one.Matches(query.Measures[0].Events)).Select(one => keys[one]).ToHashSet();
        var shown = SlowGroups.Shown(
            query.Breakdown, there, key => Figure(query.Measures[0], other => other == key));
        return new TopListAnswer(
            [.. shown.Select(key => new TopListRow(key, [.. query.Measures.Select(measure => Figure(measure, other => other == key))]))],
            there.All(shown.Contains) ? null : [.. query.Measures.Select(measure => Figure(measure, key => !shown.Contains(key)))],
            [.. query.Measures.Select(measure => Figure(measure, _ => true))],
            there.Count,
            data.Log.Meta);
    }
}
