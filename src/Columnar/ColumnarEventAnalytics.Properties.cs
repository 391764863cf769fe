using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Columnar.TrackingPlan;
using Analytics.Domain.Querying;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<PropertiesAnswer>> PropertiesAsync(
        TenantScope tenant, PropertiesQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<PropertiesAnswer>(
            QueryKey.Of(query).Sha256, query.Properties(),
            answer => 5L * answer.Events.Length + 60L * answer.Events.Sum(one => one.Properties.Length))
        {
            AsOf = query.AsOf,
        },
        async run =>
        {
            using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
            return (Result<PropertiesAnswer>)await new PropertiesRun(run, query, cohort).ExecuteAsync();
        },
        cancellationToken);
}
