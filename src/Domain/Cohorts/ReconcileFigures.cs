using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Cohorts;

/// <summary>Tells why two figures disagree.</summary>
public sealed class ReconcileFigures(IEventAnalytics engine)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="difference">The figures.</param>
    /// <param name="atLeast">A position that both have to see; null does not wait.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The actors of each alone by reason, or what is wrong with a figure.</returns>
    public async Task<Result<DifferenceAnswer>> ExecuteAsync(
        TenantScope tenant, FigureDifference difference, long? atLeast, CancellationToken cancellationToken)
    {
        if (difference.Check() is { } problem)
            return problem;
        if (atLeast is { } position
            && !(await engine.WaitForAsync(tenant, position, cancellationToken)).TryGet(out _, out var unseen))
            return unseen;
        return await engine.ReconcileAsync(tenant, difference, cancellationToken);
    }
}
