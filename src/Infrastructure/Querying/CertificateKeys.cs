using System.Globalization;
using System.Security.Cryptography;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Querying;

/// <summary>Keys for certificates, a new one a quarter, made when a tenant first needs it; all nodes find the same ones.</summary>
public sealed class CertificateKeys(TenantConnections connections, TimeProvider clock) : ICertificateKeys
{
    /// <inheritdoc />
    public async Task<CertificateKey> CurrentAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"{now.Year}q{((now.Month - 1) / 3) + 1}");
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        if (await FindAsync(lease.Connection, tenant, id, cancellationToken) is { } known)
            return known;
        await using (var create = Command(lease.Connection, CertificateKeysSql.Create, tenant, id))
        {
            create.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = RandomNumberGenerator.GetBytes(CertificateKey.Length) });
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        var made = await FindAsync(lease.Connection, tenant, id, cancellationToken);
        await lease.CommitAsync(cancellationToken);
        return made!;
    }

    /// <inheritdoc />
    public async Task<CertificateKey?> FindAsync(TenantScope tenant, string id, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        return await FindAsync(lease.Connection, tenant, id, cancellationToken);
    }

    private static async Task<CertificateKey?> FindAsync(
        NpgsqlConnection connection, TenantScope tenant, string id, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, CertificateKeysSql.Find, tenant, id);
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] secret ? new CertificateKey(id, secret) : null;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, TenantScope tenant, string id)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return command;
    }
}
