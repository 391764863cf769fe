using Analytics.Domain.Jobs;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Collection;

/// <summary>The files of this node's engines.</summary>
internal sealed class EngineFiles(TenantEngines engines) : IEngineFiles
{
    public async Task<EngineProgress> RebuildAsync(TenantScope tenant, long after, CancellationToken cancellationToken)
    {
        var engine = await engines.OpenAsync(tenant, cancellationToken);
        engine.Segments.DropAfter(after);
        return Of(engine);
    }

    public async Task<EngineProgress> ProgressAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        Of(await engines.OpenAsync(tenant, cancellationToken));

    private static EngineProgress Of(TenantEngine engine) => new(engine.Segments.Position, engine.Segments.Promised);
}
