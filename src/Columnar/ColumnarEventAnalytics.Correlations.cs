using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Correlations;
using Analytics.Columnar.Querying;
using Analytics.Domain.Correlations;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<CorrelationAnswer>> CorrelationAsync(
        TenantScope tenant, CorrelationQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<CorrelationAnswer>(QueryKey.Of(query).Sha256, query.Properties(), answer => 3L * answer.Events.Length)
        {
            AsOf = query.AsOf,
        },
        run => AnswerAsync(run, query),
        cancellationToken);

    private static async ValueTask<Result<CorrelationAnswer>> AnswerAsync(QueryRun run, CorrelationQuery query)
    {
        using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
        return await CorrelationRun.ExecuteAsync(new CorrelationScope(run, query, cohort));
    }
}
