using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Api.Tests.Access;

[QueryType]
public static class NapQueries
{
    /// <summary>A statement of the tenant's that takes long.</summary>
    public static async Task<string> GetNapAsync(
        TenantScope tenant, TenantConnections connections, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("select pg_sleep(60) -- nap", lease.Connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return "slept";
    }
}
