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
        new Question<CohortAnswer>(QueryKey.Of(query).Sha256, query.Properties(), answer => answer.Members.Length)
        {
            AsOf = query.AsOf,
        },
        async run =>
        {
            var members = (await run.Kept.ActorsAsync(
                QueryKey.Of(query with { After = null, Limit = 0 }).Sha256,
                async () => (await CohortScan.FindAsync(run, query.Criteria, query.IncludeBots))!)).Value;
            return new CohortAnswer(
                members.Count, ActorList.Of(run.Snapshot, members, query.After, query.Limit), run.Meta());
        },
        cancellationToken);

    public Task<Result<ActorsAnswer>> ActorsAsync(
        TenantScope tenant, ActorsQuery query, CancellationToken cancellationToken) => runner.RunAsync<ActorsAnswer>(
        tenant,
        new Question<ActorsAnswer>(QueryKey.Of(query).Sha256, query.Properties(), answer => answer.Actors.Length)
        {
            AsOf = query.AsOf,
        },
        async run =>
        {
            var all = QueryKey.Of(query with { After = null, Limit = 0 }).Sha256;
            return (await run.Kept.ActorsAsync(all, () => FigureActors.FindAsync(run, query))).TryGet(out var found, out var problem)
                ? new ActorsAnswer(found.Count, ActorList.Of(run.Snapshot, found, query.After, query.Limit), run.Meta())
                : problem;
        },
        cancellationToken);
}
