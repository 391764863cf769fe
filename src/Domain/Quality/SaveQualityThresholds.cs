using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Quality;

/// <summary>Changes what a tenant expects of its data, and writes down who did.</summary>
public sealed class SaveQualityThresholds(IQualityIncidents incidents, IAuditLog audit)
{
    /// <returns>The thresholds as they hold now, or the first fault with its path.</returns>
    public async Task<Result<QualityThresholds>> ExecuteAsync(
        TenantScope tenant, QualityThresholds thresholds, string? caller, CancellationToken cancellationToken)
    {
        if (thresholds.Check() is { } problem)
            return problem;
        await incidents.SaveThresholdsAsync(tenant, thresholds, caller, cancellationToken);
        await audit.AppendAsync(
            tenant, new AuditEntry(AuditActions.ThresholdsSaved, caller, null, new Dictionary<string, string>()),
            cancellationToken);
        return thresholds;
    }
}
