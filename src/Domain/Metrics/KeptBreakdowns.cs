using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Metrics;

/// <summary>By what a tenant has figures of its metrics kept, beside the figures over all.</summary>
/// <param name="Items">At most <see cref="MaxItems"/>.</param>
public sealed record KeptBreakdowns(ImmutableArray<KeptBreakdown> Items)
{
    /// <summary>Most breakdowns of a tenant.</summary>
    public const int MaxItems = 20;

    /// <summary>No figures but those over all.</summary>
    public static KeptBreakdowns None { get; } = new([]);

    /// <returns>The first fault with its path; null when there is none.</returns>
    public Problem? Check() =>
        QueryRules.InRange(Items.Length, 0, MaxItems, "breakdowns")
        ?? QueryRules.Each(Items, "breakdowns", item => item.Check())
        ?? QueryRules.Distinct(Items, "breakdowns", item => (item.Metric, new GroupKey([.. item.Breakdown.Select(Text)])));

    private static string? Text(PropertyRef property) => $"{property.Scope} {property.Name}";
}

/// <summary>A metric and what its kept figures are broken down by.</summary>
/// <param name="Metric">Its name in the catalogue.</param>
/// <param name="Breakdown">1 to <see cref="SeriesBreakdown.MaxDimensions"/>, of the event or of its actor at that time.</param>
public sealed record KeptBreakdown(string Metric, ImmutableArray<PropertyRef> Breakdown)
{
    internal Problem? Check()
    {
        if (!MetricCatalogue.Find(Metric).TryGet(out var metric, out var unknown))
            return unknown with { Path = "metric" };
        if (new SeriesBreakdown(Breakdown, SeriesBreakdown.AllGroups).Check() is { } problem)
            return problem with { Path = problem.Path?.Replace("dimensions", "breakdown", StringComparison.Ordinal) };
        return KeptMetrics.CanBeKept(metric, Breakdown) ? null : Problem.Invalid(
            "SNAPSHOT_NOT_POSSIBLE",
            "Figures of parts of time do not add up to this: only numbers of events, sums, numbers of actors and formulas of "
            + "those are kept, and nothing by what actors are now.",
            "metric");
    }
}
