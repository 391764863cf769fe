using System.Collections.Immutable;
using Analytics.Domain.Series;

namespace Analytics.Domain.Metrics;

/// <summary>Chooses which groups of a broken down metric are shown.</summary>
internal static class MetricGroups
{
    /// <summary>
    /// The groups with the highest values, ties by key, a value of null after all others; the group of the missing
    /// value beside them, last.
    /// </summary>
    /// <param name="plan">What was asked.</param>
    /// <param name="totals">Every group of every part, in the order of <c>plan.Parts</c>.</param>
    public static ImmutableArray<string?> Choose(MetricPlan plan, ImmutableArray<SeriesAnswer> totals)
    {
        var values = new Dictionary<string, Dictionary<string, decimal?>>(StringComparer.Ordinal);
        var hasMissing = false;
        for (var part = 0; part < totals.Length; part++)
            foreach (var group in totals[part].Groups)
                if (group.Key.Only is { } key)
                    Of(values, key)[plan.Parts[part].Name] = group.Values.Total;
                else
                    hasMissing = true;

        var chosen = values
            .Select(group => (group.Key, Value: MetricCatalogue.Evaluate(
                plan.Metric, name => group.Value.TryGetValue(name, out var value) ? value : 0)))
            .OrderByDescending(group => group.Value.HasValue)
            .ThenByDescending(group => group.Value)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(plan.Question.Limit)
            .Select(group => (string?)group.Key);
        return hasMissing ? [.. chosen, null] : [.. chosen];
    }

    private static Dictionary<string, decimal?> Of(
        Dictionary<string, Dictionary<string, decimal?>> values, string key)
    {
        if (!values.TryGetValue(key, out var group))
            values.Add(key, group = new Dictionary<string, decimal?>(StringComparer.Ordinal));
        return group;
    }
}
