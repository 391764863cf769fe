using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Paths;
using Analytics.Columnar.Querying;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<PathsAnswer>> PathsAsync(
        TenantScope tenant, PathsQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<PathsAnswer>(
            QueryKey.Of(query).Sha256,
            query.Properties(),
            answer => (4L * answer.Nodes.Length) + (6L * answer.Edges.Length)
                + answer.Sequences.Sum(path => 1L + path.Steps.Length))
        {
            AsOf = query.AsOf,
        },
        run => AnswerAsync(run, query),
        cancellationToken);

    private static async ValueTask<Result<PathsAnswer>> AnswerAsync(QueryRun run, PathsQuery query)
    {
        using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
        return await PathsRun.ExecuteAsync(new PathScope(run, query, cohort));
    }
}
