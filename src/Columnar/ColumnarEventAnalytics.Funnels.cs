using Analytics.Columnar.Funnels;
using Analytics.Columnar.Operators;
using Analytics.Domain.Funnels;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public async Task<Result<FunnelAnswer>> FunnelAsync(
        TenantScope tenant, FunnelDefinition funnel, CancellationToken cancellationToken)
    {
        var engine = await engines.OpenAsync(tenant, cancellationToken);
        using var snapshot = engine.Segments.Acquire();
        if (PropertyLimit.Check(snapshot, funnel.Properties()) is { } unknown)
            return unknown;
        return await new FunnelRun(snapshot, funnel, engines.Options.Threads).ExecuteAsync(cancellationToken);
    }
}
