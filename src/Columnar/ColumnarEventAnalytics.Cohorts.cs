using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<CohortAnswer>> CohortAsync(
        TenantScope tenant, CohortQuery query, CancellationToken cancellationToken) => runner.RunAsync<CohortAnswer>(
        tenant,
        new Question<CohortAnswer>(QueryKey.Of(query).Sha256, query.Properties(), answer => answer.Members.Length),
        async run =>
        {
            using var members = (await CohortScan.FindAsync(run, query.Criteria, query.IncludeBots))!;
            return new CohortAnswer(
                members.Count, ActorList.Of(run.Snapshot, members, query.After, query.Limit), run.Meta());
        },
        cancellationToken);
}
