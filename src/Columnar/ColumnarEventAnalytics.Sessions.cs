using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Sessions;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<SessionsAnswer>> SessionsAsync(
        TenantScope tenant, SessionsQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<SessionsAnswer>(null, query.Properties(), answer => 10L * (answer.Points.Length + answer.Groups.Length + 2)),
        async run =>
        {
            if (query.Breakdown is not null)
                return _unknown;
            using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
            return (Result<SessionsAnswer>)await SessionsRun.ExecuteAsync(new SessionScope(run, query, cohort));
        },
        cancellationToken);
}
