using Analytics.Domain.Cohorts;
using Analytics.Domain.Metrics;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Customers;

/// <summary>What one customer means to the shop: metrics over all of his events, whichever of his ids they came with.</summary>
public sealed class MeasureCustomer(RunMetric run, TimeProvider clock)
{
    /// <param name="tenant">Whose customer.</param>
    /// <param name="id">Any id of the customer's.</param>
    /// <param name="metric">A metric of the catalogue.</param>
    /// <param name="atLeast">A position that the answer has to have seen; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The metric's figures, equal to the metric held to these members from 1970 to now.</returns>
    public Task<Result<MetricResult>> ExecuteAsync(
        TenantScope tenant, string id, string metric, long? atLeast, CancellationToken cancellationToken)
    {
        // What has happened lies at most a day ahead of any clock.
        var everything = new RequestedRange.Instants(DateTimeOffset.UnixEpoch, clock.GetUtcNow().AddDays(1));
        var question = new MetricQuestion(MetricCatalogue.Find(metric).Value, everything)
        {
            Cohort = new CohortCriteria.Members([id]),
            AtLeast = atLeast,
        };
        return run.ExecuteAsync(tenant, question, cancellationToken);
    }
}
