using Analytics.Domain.Querying;

namespace Analytics.TestKit;

/// <summary>Which properties events have, by the definition.</summary>
internal static class SlowProperties
{
    public static PropertiesAnswer Answer(SlowData data, PropertiesQuery query) => new(
        [
            .. data.Of(query.Cohort)
                .Where(one => query.Range.Contains(one.Time) && one.Matches(query.Filter)
                    && one.Matches(new EventSelector(query.Events)))
                .GroupBy(one => one.Logged.Name, StringComparer.Ordinal)
                .Select(group => new EventProperties(
                    group.Key, group.Count(), group.Min(one => one.Time), group.Max(one => one.Time),
                    [.. Properties(group.ToList(), query)]))
                .OrderByDescending(found => found.Count)
                .ThenBy(found => found.Name, StringComparer.Ordinal)
                .Take(PropertiesQuery.MaxEvents),
        ],
        data.Log.Meta);

    private static IEnumerable<PropertyFound> Properties(List<SlowEvent> events, PropertiesQuery query) => events
        .SelectMany(one => one.Properties.Where(property => property.Value is not null).Select(property => (one, property)))
        .Where(pair => query.StartsWith is null || pair.property.Key.StartsWith(query.StartsWith, StringComparison.Ordinal))
        .GroupBy(pair => pair.property.Key, pair => (Value: pair.property.Value!, pair.one.Time), StringComparer.Ordinal)
        .Select(group => Property(group.Key, group.ToList()))
        .OrderByDescending(found => found.Events)
        .ThenBy(found => found.Name, StringComparer.Ordinal)
        .Take(query.Limit);

    private static PropertyFound Property(string name, List<(object Value, DateTimeOffset Time)> seen)
    {
        var numbers = seen.Select(one => one.Value).OfType<decimal>().ToList();
        var values = seen.Select(one => one.Value).Distinct().ToList();
        return new PropertyFound(
            name, seen.Count(one => one.Value is string), numbers.Count, seen.Count(one => one.Value is bool),
            seen.Max(one => one.Time))
        {
            Minimum = numbers.Count == 0 ? null : numbers.Min(),
            Maximum = numbers.Count == 0 ? null : numbers.Max(),
            IsWhole = numbers.Count > 0 && numbers.TrueForAll(number => number == decimal.Truncate(number)),
            Values = values.Count > PropertyFound.FewValues
                ? []
                : [.. values.Select(value => SlowFilter.Key(value)!).Distinct().Order(StringComparer.Ordinal)],
            Examples =
            [
                .. seen.GroupBy(one => one.Value)
                    .Select(group => (Text: SlowFilter.Key(group.Key)!, Kind: Kind(group.Key), Last: group.Max(one => one.Time)))
                    .OrderByDescending(value => value.Last)
                    .ThenBy(value => value.Text, StringComparer.Ordinal)
                    .ThenBy(value => value.Kind)
                    .Take(PropertyFound.MostExamples)
                    .Select(value => value.Text)
                    .Distinct(),
            ],
        };
    }

    private static int Kind(object value) => value switch { string => 0, decimal => 1, _ => 2 };
}
