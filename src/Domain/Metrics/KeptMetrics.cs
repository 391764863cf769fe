using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Metrics;

/// <summary>The metrics whose figures are kept when raw events are dropped.</summary>
public static class KeptMetrics
{
    private static readonly DateTimeOffset _anyTime = DateTimeOffset.UnixEpoch;

    /// <summary>
    /// The series of every metric of the catalogue that can be put together of parts of time: each part of a formula
    /// must be a number of events, a sum or a number of actors; and those broken down as the tenant says.
    /// </summary>
    public static ImmutableArray<KeptSeries> Of(TenantInfo tenant, KeptBreakdowns breakdowns) =>
    [
        .. MetricCatalogue.BuiltIn.SelectMany(metric => SeriesOf(tenant, metric, []))
            .Concat(breakdowns.Items.SelectMany(one => SeriesOf(tenant, MetricCatalogue.Find(one.Metric).Value, one.Breakdown)))
            .DistinctBy(series => series.Id),
    ];

    /// <summary>Whether a metric can be put together of parts of time, broken down like this.</summary>
    internal static bool CanBeKept(MetricDefinition metric, ImmutableArray<PropertyRef> breakdown) =>
        breakdown.All(property => property.Scope is not PropertyScope.ActorCurrent)
        && metric.Computation is not MetricComputation.Conversion
        && MetricCatalogue.Parts(metric).All(part =>
            MetricPlan.Of(part).Aggregation is Aggregation.Count or Aggregation.Sum or Aggregation.UniqueActors);

    // Exactly what would be asked of the engine: money has a currency, and counts what is in others.
    private static IEnumerable<KeptSeries> SeriesOf(
        TenantInfo tenant, MetricDefinition metric, ImmutableArray<PropertyRef> breakdown)
    {
        if (!CanBeKept(metric, breakdown))
            return [];
        var question = new MetricQuestion(metric, new RequestedRange.Instants(_anyTime, _anyTime.AddDays(1)))
        {
            Breakdown = breakdown,
        };
        return MetricPlan.Create(tenant, question, _anyTime).Value.Queries(null).Select(KeptSeries.Of).OfType<KeptSeries>();
    }
}
