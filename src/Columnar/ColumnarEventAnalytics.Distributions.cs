using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Distributions;
using Analytics.Columnar.Querying;
using Analytics.Domain.Distributions;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<DistributionAnswer>> TimeBetweenAsync(
        TenantScope tenant, TimeBetweenQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<DistributionAnswer>(QueryKey.Of(query).Sha256, query.Properties(), Cells) { AsOf = query.AsOf },
        run => AnswerAsync(run, query),
        cancellationToken);

    private static async ValueTask<Result<DistributionAnswer>> AnswerAsync(QueryRun run, TimeBetweenQuery query)
    {
        using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
        return await DistributionRun.ExecuteAsync(new TimeBetweenScope(run, query, cohort), query);
    }

    public Task<Result<DistributionAnswer>> EventsPerActorAsync(
        TenantScope tenant, EventsPerActorQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<DistributionAnswer>(QueryKey.Of(query).Sha256, query.Properties(), Cells) { AsOf = query.AsOf },
        run => AnswerAsync(run, query),
        cancellationToken);

    private static async ValueTask<Result<DistributionAnswer>> AnswerAsync(QueryRun run, EventsPerActorQuery query)
    {
        using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
        return await DistributionRun.ExecuteAsync(new EventsPerActorScope(run, query, cohort), query);
    }

    public Task<Result<DistributionAnswer>> ReactivationAsync(
        TenantScope tenant, ReactivationQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<DistributionAnswer>(QueryKey.Of(query).Sha256, query.Properties(), Cells) { AsOf = query.AsOf },
        run => AnswerAsync(run, query),
        cancellationToken);

    private static async ValueTask<Result<DistributionAnswer>> AnswerAsync(QueryRun run, ReactivationQuery query)
    {
        using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
        return await DistributionRun.ExecuteAsync(new ReactivationScope(run, query, cohort), query);
    }

    private static long Cells(DistributionAnswer answer) =>
        (answer.Groups.Length + 2L) * (answer.All.Buckets.Length + 8);
}
