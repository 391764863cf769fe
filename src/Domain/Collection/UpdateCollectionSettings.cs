using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Changes what a tenant decided about privacy and its own people; it holds for the next message.</summary>
public sealed class UpdateCollectionSettings(ICollectionSettings store, ICollectionRules rules, IAuditLog audit)
{
    /// <param name="tenant">Whose settings.</param>
    /// <param name="settings">All of them, with the version that they take the place of.</param>
    /// <param name="by">Who does it, as the audit log names him.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>
    /// The settings with the next version, null when somebody else was quicker, or <c>SETTING_INVALID</c>.
    /// </returns>
    public async Task<Result<CollectionSettings?>> ExecuteAsync(
        TenantScope tenant, CollectionSettings settings, string? by, CancellationToken cancellationToken)
    {
        if (settings.Check() is { } problem)
            return problem;
        var kept = await store.ReplaceAsync(tenant, settings, by, cancellationToken);
        rules.Changed(tenant.Id);
        if (kept is not null)
            await audit.AppendAsync(
                tenant,
                new AuditEntry(AuditActions.CollectionSettingsChanged, by, null, new Dictionary<string, string>
                {
                    ["version"] = $"{kept.Version}",
                    ["consent"] = $"{kept.Consent}",
                    ["anonymousIds"] = $"{kept.AnonymousIds}",
                    ["userIds"] = $"{kept.UserIds}",
                    ["cookieless"] = $"{kept.Cookieless}",
                }),
                cancellationToken);
        return kept;
    }
}
