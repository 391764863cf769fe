using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Metrics;

/// <summary>Chooses which groups of a broken down metric are shown.</summary>
internal static class MetricGroups
{
    /// <summary>
    /// The groups with the highest values, ties by key, a value of null after all others; the group in which every
    /// dimension is missing beside them, last.
    /// </summary>
    /// <param name="plan">What was asked.</param>
    /// <param name="totals">Every group of every part, in the order of <c>plan.Parts</c>.</param>
    public static ImmutableArray<GroupKey> Choose(MetricPlan plan, ImmutableArray<SeriesAnswer> totals)
    {
        var values = new Dictionary<GroupKey, Dictionary<string, decimal?>>();
        GroupKey? missing = null;
        for (var part = 0; part < totals.Length; part++)
            foreach (var group in totals[part].Groups)
                if (group.Key.IsMissing)
                    missing = group.Key;
                else
                    Of(values, group.Key)[plan.Parts[part].Name] =
                        MetricPlan.IsTrailing(plan.Parts[part]) ? group.Values.Points[^1] : group.Values.Total;

        var empty = plan.Parts.ToDictionary(part => part.Name, part => MetricPlan.Of(part).Empty, StringComparer.Ordinal);
        var chosen = values
            .Select(group => (group.Key, Value: MetricCatalogue.Evaluate(
                plan.Metric, name => group.Value.TryGetValue(name, out var value) ? value : empty[name])))
            .OrderByDescending(group => group.Value.HasValue)
            .ThenByDescending(group => group.Value)
            .ThenBy(group => group.Key)
            .Take(plan.Question.Limit)
            .Select(group => group.Key);
        return missing is { } last ? [.. chosen, last] : [.. chosen];
    }

    private static Dictionary<string, decimal?> Of(
        Dictionary<GroupKey, Dictionary<string, decimal?>> values, GroupKey key)
    {
        if (!values.TryGetValue(key, out var group))
            values.Add(key, group = new Dictionary<string, decimal?>(StringComparer.Ordinal));
        return group;
    }
}
