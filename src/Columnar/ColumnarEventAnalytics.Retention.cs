using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Retention;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Retention;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<RetentionAnswer>> RetentionAsync(
        TenantScope tenant, RetentionQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<RetentionAnswer>(
            QueryKey.Of(query).Sha256,
            query.Properties(),
            answer => (answer.Groups.Length + 2L) * answer.Cohorts.Length * (query.Columns + 1)
                * (query.Value is null ? 1 : 2))
        {
            AsOf = query.AsOf,
        },
        run => AnswerAsync(run, query),
        cancellationToken);

    private static async ValueTask<Result<RetentionAnswer>> AnswerAsync(QueryRun run, RetentionQuery query)
    {
        using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
        return await RetentionRun.ExecuteAsync(new RetentionScope(run, query, cohort));
    }
}
