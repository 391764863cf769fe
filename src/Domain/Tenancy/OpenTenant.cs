namespace Analytics.Domain.Tenancy;

/// <summary>
/// The one place where a <see cref="TenantScope"/> is made. Sign-in, jobs and the engine's tailing call it;
/// a test names them, so that a new caller is a decision.
/// </summary>
public sealed class OpenTenant(ITenantStore tenants)
{
    /// <returns>Null when there is no such tenant.</returns>
    public async Task<TenantScope?> ExecuteAsync(TenantId id, CancellationToken cancellationToken) =>
        await tenants.FindAsync(id, cancellationToken) is { } tenant ? new TenantScope(tenant) : null;

    /// <returns>Null when there is no such tenant.</returns>
    public async Task<TenantScope?> ExecuteAsync(string identifier, CancellationToken cancellationToken) =>
        await tenants.FindAsync(identifier, cancellationToken) is { } tenant ? new TenantScope(tenant) : null;

    /// <summary>A scope for each tenant that this node serves.</summary>
    public async Task<IReadOnlyList<TenantScope>> AllAsync(CancellationToken cancellationToken) =>
        [.. (await tenants.ListAsync(cancellationToken)).Select(tenant => new TenantScope(tenant))];
}
