using System.Collections.Immutable;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Metrics;

/// <summary>A metric of the catalogue: a named, versioned definition that turns events into numbers.</summary>
/// <param name="Name">Pass it to <c>metric</c>.</param>
/// <param name="Description">What is counted and what is left out.</param>
/// <param name="Unit">What its numbers count.</param>
/// <param name="Version">Grows with each change of meaning.</param>
/// <param name="Events">Names of the events that it reads; empty for any event, and for a formula.</param>
/// <param name="Aggregation">What is computed over them; null for a formula and for a share of those who enter a funnel.</param>
/// <param name="Property">The property that SUM adds; null otherwise.</param>
/// <param name="Formula">Arithmetic over other metrics; null for the others.</param>
[GraphQLName("Metric")]
public sealed record MetricNode(
    string Name,
    string Description,
    Unit Unit,
    int Version,
    IReadOnlyList<string> Events,
    Aggregation? Aggregation,
    string? Property,
    string? Formula)
{
    internal static MetricNode Of(MetricDefinition metric)
    {
        var aggregate = metric.Computation as MetricComputation.Aggregate;
        var formula = metric.Computation as MetricComputation.Formula;
        return new MetricNode(
            metric.Name, metric.Description, metric.Unit, metric.Version, EventsOf(metric),
            aggregate?.Aggregation, aggregate?.Property?.Name, formula?.Expression.ToString());
    }

    private static ImmutableArray<string> EventsOf(MetricDefinition metric) => metric.Computation switch
    {
        MetricComputation.Aggregate aggregate => aggregate.Events,
        MetricComputation.Conversion conversion => [.. conversion.Steps.SelectMany(step => step.Events)],
        _ => [],
    };
}
