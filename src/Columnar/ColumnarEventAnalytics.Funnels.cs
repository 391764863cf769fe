using Analytics.Columnar.Funnels;
using Analytics.Columnar.Querying;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<FunnelAnswer>> FunnelAsync(
        TenantScope tenant, FunnelDefinition funnel, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<FunnelAnswer>(
            QueryKey.Of(funnel).Sha256,
            funnel.Properties(),
            answer => ((answer.Groups.Length + 2L) * answer.Steps.Length * 8) + (answer.Trend.Length * 4L))
        {
            AsOf = funnel.AsOf,
        },
        run => AnswerAsync(run, funnel),
        cancellationToken);

    private static ValueTask<Result<FunnelAnswer>> AnswerAsync(QueryRun run, FunnelDefinition funnel) =>
        new FunnelRun(run, funnel).ExecuteAsync();
}
