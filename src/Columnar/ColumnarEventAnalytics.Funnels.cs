using Analytics.Columnar.Funnels;
using Analytics.Columnar.Querying;
using Analytics.Domain.Funnels;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<FunnelAnswer>> FunnelAsync(
        TenantScope tenant, FunnelDefinition funnel, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<FunnelAnswer>(null, funnel.Properties(), answer => answer.Steps.Length * 8L),
        async run => await new FunnelRun(run, funnel).ExecuteAsync(),
        cancellationToken);
}
