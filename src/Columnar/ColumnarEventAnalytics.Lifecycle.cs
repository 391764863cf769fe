using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Lifecycle;
using Analytics.Columnar.Querying;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<LifecycleAnswer>> LifecycleAsync(
        TenantScope tenant, LifecycleQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<LifecycleAnswer>(
            QueryKey.Of(query).Sha256, query.Properties(), answer => 5L * answer.Periods.Length)
        {
            AsOf = query.AsOf,
        },
        run => AnswerAsync(run, query),
        cancellationToken);

    private static async ValueTask<Result<LifecycleAnswer>> AnswerAsync(QueryRun run, LifecycleQuery query)
    {
        using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
        return await LifecycleRun.ExecuteAsync(run, query, cohort);
    }

    public Task<Result<StickinessAnswer>> StickinessAsync(
        TenantScope tenant, StickinessQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<StickinessAnswer>(
            QueryKey.Of(query).Sha256,
            query.Properties(),
            answer => answer.Periods.Sum(period => 1L + period.Actors.Length))
        {
            AsOf = query.AsOf,
        },
        run => AnswerAsync(run, query),
        cancellationToken);

    private static async ValueTask<Result<StickinessAnswer>> AnswerAsync(QueryRun run, StickinessQuery query)
    {
        using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
        return await StickinessRun.ExecuteAsync(run, query, cohort);
    }
}
