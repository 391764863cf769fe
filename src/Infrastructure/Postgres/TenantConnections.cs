using Analytics.Domain.Tenancy;

namespace Analytics.Infrastructure.Postgres;

/// <summary>Connections for one tenant's rows.</summary>
public sealed class TenantConnections(RoleDataSources roles)
{
    /// <summary>A connection of the app role, in a transaction that is the tenant's. Dispose it soon: it is pooled.</summary>
    public Task<TenantLease> LeaseAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        LeaseAsync(tenant.Id, cancellationToken);

    /// <summary>For a tenant that is about to be made; everybody else has a scope.</summary>
    internal async Task<TenantLease> LeaseAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var connection = await roles.App.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await TenantSetting.ApplyAsync(connection, tenant, cancellationToken);
            return new TenantLease(connection, transaction);
        }
        catch (Exception)   // whatever it was, the connection goes back
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
