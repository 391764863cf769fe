using System.Collections.Immutable;
using System.Text;

namespace Analytics.Domain.TrackingPlan;

/// <summary>Tells two plans apart, part by part: by the names of events and properties, not by their order.</summary>
public static class PlanComparison
{
    /// <summary>The differences: of the plan's own members first, then of events and properties by name.</summary>
    public static ImmutableArray<PlanDifference> Compare(PlanDefinition before, PlanDefinition after)
    {
        var differences = ImmutableArray.CreateBuilder<PlanDifference>();
        differences.AddRange(Parts<PlanDefinition>(
            [KeyValuePair.Create("", before with { Properties = [], Events = [] })],
            [KeyValuePair.Create("", after with { Properties = [], Events = [] })],
            _ => "plan", PlanJson.Write));
        differences.AddRange(Properties(before.Properties, after.Properties, "properties"));
        differences.AddRange(Parts(
            before.Events.Select(one => KeyValuePair.Create(one.Name, one with { Properties = [] })),
            after.Events.Select(one => KeyValuePair.Create(one.Name, one with { Properties = [] })),
            name => $"events.{name}", PlanJson.Write));
        var earlier = before.Events.ToDictionary(one => one.Name, StringComparer.Ordinal);
        foreach (var planned in after.Events)
            if (earlier.TryGetValue(planned.Name, out var old))
                differences.AddRange(Properties(old.Properties, planned.Properties, $"events.{planned.Name}.properties"));
        return differences.ToImmutable();
    }

    private static IEnumerable<PlanDifference> Properties(
        ImmutableArray<PlannedProperty> before, ImmutableArray<PlannedProperty> after, string path) =>
        Parts(
            before.Select(one => KeyValuePair.Create(one.Name, one)), after.Select(one => KeyValuePair.Create(one.Name, one)),
            name => $"{path}.{name}", PlanJson.Write);

    private static IEnumerable<PlanDifference> Parts<T>(
        IEnumerable<KeyValuePair<string, T>> before, IEnumerable<KeyValuePair<string, T>> after, Func<string, string> path,
        Func<T, byte[]> write)
    {
        var earlier = before.ToDictionary(StringComparer.Ordinal);
        var later = after.ToDictionary(StringComparer.Ordinal);
        foreach (var name in earlier.Keys.Union(later.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var was = earlier.TryGetValue(name, out var old) ? Encoding.UTF8.GetString(write(old)) : null;
            var now = later.TryGetValue(name, out var current) ? Encoding.UTF8.GetString(write(current)) : null;
            if (was != now)
                yield return new PlanDifference(
                    was is null ? PlanDifferenceKind.Added : now is null ? PlanDifferenceKind.Removed : PlanDifferenceKind.Changed,
                    path(name), was, now);
        }
    }
}
