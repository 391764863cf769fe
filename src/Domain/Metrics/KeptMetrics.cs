using System.Collections.Immutable;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Metrics;

/// <summary>The metrics whose figures are kept when raw events are dropped.</summary>
public static class KeptMetrics
{
    private static readonly DateTimeOffset _anyTime = DateTimeOffset.UnixEpoch;

    /// <summary>
    /// The series of every metric of the catalogue that can be put together of parts of time: each part of a formula
    /// must be a number of events, a sum or a number of actors.
    /// </summary>
    public static ImmutableArray<KeptSeries> Of(TenantInfo tenant) =>
        [.. MetricCatalogue.BuiltIn.SelectMany(metric => SeriesOf(tenant, metric)).DistinctBy(series => series.Id)];

    // Exactly what would be asked of the engine: money has a currency, and counts what is in others.
    private static IEnumerable<KeptSeries> SeriesOf(TenantInfo tenant, MetricDefinition metric)
    {
        if (metric.Computation is MetricComputation.Conversion)
            return [];
        var question = new MetricQuestion(metric, new RequestedRange.Instants(_anyTime, _anyTime.AddDays(1)));
        var series = MetricPlan.Create(tenant, question, _anyTime).Value.Queries(null).Select(KeptSeries.Of).ToList();
        return series.Contains(null) ? [] : series.OfType<KeptSeries>();
    }
}
