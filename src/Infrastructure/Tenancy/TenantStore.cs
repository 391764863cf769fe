using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Tenancy;

/// <summary>
/// Tenants by look-up functions. Found ones are remembered for <see cref="CacheFor"/>, so a setting that another node
/// changes is read that much later; unknown ones are not, so that guessing fills no memory.
/// </summary>
public sealed class TenantStore(RoleDataSources roles, TenantConnections connections, TimeProvider clock) : ITenantStore
{
    internal static readonly TimeSpan CacheFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<TenantId, Remembered> _byId = new();
    private readonly ConcurrentDictionary<string, Remembered> _byIdentifier = new(StringComparer.Ordinal);

    public async Task<TenantInfo?> FindAsync(TenantId id, CancellationToken cancellationToken) =>
        _byId.TryGetValue(id, out var known) && IsFresh(known)
            ? known.Tenant
            : await FindAsync(TenantSql.ById, new NpgsqlParameter<Guid> { TypedValue = id.Value }, cancellationToken);

    public async Task<TenantInfo?> FindAsync(string identifier, CancellationToken cancellationToken) =>
        _byIdentifier.TryGetValue(identifier, out var known) && IsFresh(known)
            ? known.Tenant
            : identifier.Contains('\0')   // PostgreSQL has no such text
                ? null
                : await FindAsync(
                    TenantSql.ByIdentifier, new NpgsqlParameter<string> { TypedValue = identifier }, cancellationToken);

    public async Task<IReadOnlyList<TenantInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = roles.App.CreateCommand(TenantSql.All);
        var tenants = new List<TenantInfo>();
        await foreach (var tenant in ReadAsync(command, cancellationToken))
            tenants.Add(tenant);
        return tenants;
    }

    /// <exception cref="PostgresException">
    /// The identifier is another tenant's or not of the form of a host name's label, or a setting is out of range.
    /// </exception>
    public async Task SaveAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant.Id, cancellationToken);
        await using var command = new NpgsqlCommand(TenantSql.Save, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.Identifier });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.TimeZone.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.Currency });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)tenant.WeekStart });
        command.Parameters.Add(new NpgsqlParameter<int?> { TypedValue = tenant.RawRetentionMonths });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)tenant.SessionGap.TotalMilliseconds });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
        Forget(tenant.Id);
    }

    private async Task<TenantInfo?> FindAsync(string sql, NpgsqlParameter key, CancellationToken cancellationToken)
    {
        await using var command = roles.App.CreateCommand(sql);
        command.Parameters.Add(key);
        await foreach (var tenant in ReadAsync(command, cancellationToken))
        {
            var found = new Remembered(tenant, clock.GetTimestamp());
            _byId[tenant.Id] = found;
            _byIdentifier[tenant.Identifier] = found;
            return tenant;
        }

        return null;
    }

    private bool IsFresh(Remembered known) => clock.GetElapsedTime(known.At) < CacheFor;

    private void Forget(TenantId id)
    {
        if (_byId.TryRemove(id, out var known))
            _byIdentifier.TryRemove(known.Tenant.Identifier, out _);
    }

    private static async IAsyncEnumerable<TenantInfo> ReadAsync(
        NpgsqlCommand command, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return new TenantInfo(
                new TenantId(reader.GetGuid(0)),
                reader.GetString(1),
                reader.GetString(2),
                TimeZoneInfo.FindSystemTimeZoneById(reader.GetString(3)),
                reader.GetString(4),
                (DayOfWeek)reader.GetInt16(5),
                await reader.IsDBNullAsync(6, cancellationToken) ? null : reader.GetInt32(6))
            {
                SessionGap = TimeSpan.FromMilliseconds(reader.GetInt64(7)),
            };
    }

    private sealed record Remembered(TenantInfo Tenant, long At);
}
