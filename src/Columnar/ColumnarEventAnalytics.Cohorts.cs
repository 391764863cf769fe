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
                members.Count, ActorList.Of(run.Snapshot, members.Codes(), query.After, query.Limit), run.Meta());
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
                ? new ActorsAnswer(found.Count, ActorList.Of(run.Snapshot, found.Codes(), query.After, query.Limit), run.Meta())
                : problem;
        },
        cancellationToken);

    public Task<Result<DifferenceAnswer>> ReconcileAsync(
        TenantScope tenant, FigureDifference difference, CancellationToken cancellationToken) => runner.RunAsync(
        tenant, Uncached<DifferenceAnswer>(difference), run => new DifferenceRun(run, difference).ExecuteAsync(), cancellationToken);

    public Task<Result<ActorsAnswer>> DifferingActorsAsync(
        TenantScope tenant, FigureDifference difference, CancellationToken cancellationToken) => runner.RunAsync(
        tenant, Uncached<ActorsAnswer>(difference), run => new DifferenceRun(run, difference).ListAsync(), cancellationToken);

    // Its sets are kept; they are most of the work.
    private static Question<TAnswer> Uncached<TAnswer>(FigureDifference difference)
        where TAnswer : notnull => new(
        Canonical: null,
        [.. difference.A.Everybody().Properties(), .. difference.B.Everybody().Properties()],
        Figures: static _ => 0)
    {
        AsOf = difference.A.AsOf,
    };
}
