using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Identity;
using Analytics.Columnar.Querying;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<TimelineAnswer>> TimelineAsync(
        TenantScope tenant, TimelineQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<TimelineAnswer>(QueryKey.Of(query).Sha256, query.Properties(), answer => answer.Events.Length)
        {
            AsOf = query.AsOf,
        },
        async run =>
        {
            using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
            return (Result<TimelineAnswer>)ActorTimeline.Answer(run, query, cohort);
        },
        cancellationToken);
}
