using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Metrics;

/// <summary>Changes by what a tenant's kept figures are broken down, and writes down who did.</summary>
public sealed class SaveKeptBreakdowns(IKeptBreakdowns choices, IAuditLog audit)
{
    /// <returns>What is kept from the next run on, or the first fault with its path.</returns>
    public async Task<Result<KeptBreakdowns>> ExecuteAsync(
        TenantScope tenant, KeptBreakdowns breakdowns, string? caller, CancellationToken cancellationToken)
    {
        if (breakdowns.Check() is { } problem)
            return problem;
        await choices.SaveAsync(tenant, breakdowns, caller, cancellationToken);
        await audit.AppendAsync(
            tenant, new AuditEntry(AuditActions.SnapshotBreakdownsSaved, caller, null, new Dictionary<string, string>()),
            cancellationToken);
        return breakdowns;
    }
}
