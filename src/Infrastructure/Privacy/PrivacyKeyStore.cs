using System.Security.Cryptography;
using Analytics.Domain.Privacy;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Privacy;

/// <summary>Secrets for hashes, made when a tenant first needs them; all nodes find the same ones.</summary>
public sealed class PrivacyKeyStore(TenantConnections connections, TimeProvider clock)
{
    /// <summary>The secrets that the tenant needs now.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="forIds">Whether ids are kept as hashes.</param>
    /// <param name="forVisitors">Whether visitors without an id are known for a day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask<PrivacyKeys> OfAsync(
        TenantScope tenant, bool forIds, bool forVisitors, CancellationToken cancellationToken)
    {
        if (!forIds && !forVisitors)
            return PrivacyKeys.None;
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var id = new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value };
        var day = new NpgsqlParameter<DateOnly> { TypedValue = Today(tenant) };
        var secret = forIds
            ? await FindAsync(
                lease.Connection, PrivacyKeysSql.IdSecret, PrivacyKeysSql.CreateIdSecret, [id], cancellationToken)
            : [];
        var salt = forVisitors
            ? await FindAsync(
                lease.Connection, PrivacyKeysSql.VisitorSalt, PrivacyKeysSql.CreateVisitorSalt, [id, day], cancellationToken)
            : [];
        await lease.CommitAsync(cancellationToken);
        return new PrivacyKeys(secret, salt);
    }

    /// <summary>Deletes the salts of days that are over: nobody can tell any more who visited on them.</summary>
    public async Task DeleteSaltsAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(PrivacyKeysSql.DeleteVisitorSalts, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = Today(tenant) });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    private DateOnly Today(TenantScope tenant) => LocalCalendar.DayOf(clock.GetUtcNow(), tenant.Tenant.TimeZone);

    private static async Task<byte[]> FindAsync(
        NpgsqlConnection connection, string find, string create, NpgsqlParameter[] key, CancellationToken cancellationToken)
    {
        if (await ScalarAsync(connection, find, key, cancellationToken) is byte[] found)
            return found;
        var fresh = new NpgsqlParameter<byte[]> { TypedValue = RandomNumberGenerator.GetBytes(PrivacyKeys.Length) };
        await ScalarAsync(connection, create, [key[0], fresh, .. key[1..]], cancellationToken);
        return (byte[])(await ScalarAsync(connection, find, key, cancellationToken))!;
    }

    private static async Task<object?> ScalarAsync(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value.Clone());
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
