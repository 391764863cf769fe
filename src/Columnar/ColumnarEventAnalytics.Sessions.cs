using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Sessions;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<SessionsAnswer>> SessionsAsync(
        TenantScope tenant, SessionsQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<SessionsAnswer>(
            QueryKey.Of(query).Sha256,
            query.Properties(),
            answer => 10L * (answer.Points.Length + answer.Groups.Length + 2))
        {
            AsOf = query.AsOf,
        },
        run => AnswerAsync(run, query),
        cancellationToken);

    private static async ValueTask<Result<SessionsAnswer>> AnswerAsync(QueryRun run, SessionsQuery query)
    {
        using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
        return await SessionsRun.ExecuteAsync(new SessionScope(run, query, cohort));
    }

    public Task<Result<SessionListAnswer>> SessionListAsync(
        TenantScope tenant, SessionListQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<SessionListAnswer>(
            QueryKey.Of(query).Sha256, query.Properties(), answer => 8L * answer.Sessions.Length)
        {
            AsOf = query.AsOf,
        },
        async run =>
        {
            using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
            return (Result<SessionListAnswer>)await SessionListRun.ExecuteAsync(run, query, cohort);
        },
        cancellationToken);
}
