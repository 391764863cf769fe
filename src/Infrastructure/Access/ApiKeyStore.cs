using System.Security.Cryptography;
using System.Text;
using Analytics.Domain.Access;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Analytics.Infrastructure.Access;

/// <summary>Keys by their SHA-256. They are random enough (190 bits) that no salt or slow hash adds anything.</summary>
internal sealed class ApiKeyStore(RoleDataSources roles, TenantDbContexts contexts, TimeProvider clock) : IApiKeyStore
{
    private const string SecretStart = "ak_live_";
    private const string PublicWriteStart = "wk_live_";
    private const int RandomLength = 32;
    private const int PrefixLength = 12;
    private const int LongestPresented = 200;   // characters; longer ones are not worth hashing
    private readonly RecentKeys _recent = new(clock);

    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public async Task<IssuedApiKey> CreateAsync(TenantScope tenant, NewApiKey key, CancellationToken cancellationToken)
    {
        var plainText = (key.Kind == ApiKeyKind.Secret ? SecretStart : PublicWriteStart)
            + RandomNumberGenerator.GetString(Base62, RandomLength);
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            TenantId = tenant.Id.Value,
            Name = key.Name,
            Hash = Hash(plainText),
            Prefix = plainText[..PrefixLength],
            Kind = key.Kind,
            Scopes = [.. key.Scopes],
            Role = key.Role,
            CreatedAt = clock.GetUtcNow(),
            ExpiresAt = key.ExpiresAt?.ToUniversalTime(),
            AllowedOrigins = [.. key.Limits.AllowedOrigins],
            EventsPerSecond = key.Limits.EventsPerSecond,
        };
        await using var lease = await contexts.LeaseAsync(tenant, cancellationToken);
        lease.Db.ApiKeys.Add(row);
        await lease.CommitAsync(cancellationToken);
        return new IssuedApiKey(row.ToDomain(), plainText);
    }

    public async Task<ApiKey?> FindAsync(string presentedKey, CancellationToken cancellationToken)
    {
        if (presentedKey.Length > LongestPresented)
            return null;
        var found = await _recent.FindAsync(Hash(presentedKey), UseAsync, cancellationToken);
        return found?.IsLive(clock.GetUtcNow()) == true ? found : null;
    }

    public async Task<IReadOnlyList<ApiKey>> ListAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await contexts.LeaseAsync(tenant, cancellationToken);
        var rows = await lease.Db.ApiKeys
            .OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToDomain())];
    }

    public async Task<ApiKey?> ChangeAsync(
        TenantScope tenant, Guid id, KeyLimits limits, CancellationToken cancellationToken)
    {
        await using var lease = await contexts.LeaseAsync(tenant, cancellationToken);
        if (await lease.Db.ApiKeys.AsTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } row)
            return null;
        (row.AllowedOrigins, row.EventsPerSecond) = ([.. limits.AllowedOrigins], limits.EventsPerSecond);
        await lease.CommitAsync(cancellationToken);
        _recent.Clear();
        return row.ToDomain();
    }

    public async Task<bool> RevokeAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var lease = await contexts.LeaseAsync(tenant, cancellationToken);
        var now = clock.GetUtcNow();
        var found = await lease.Db.ApiKeys.Where(row => row.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(key => key.RevokedAt, key => key.RevokedAt ?? now), cancellationToken);
        await lease.CommitAsync(cancellationToken);
        _recent.Clear();
        return found > 0;
    }

    private async Task<ApiKey?> UseAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = roles.App.CreateCommand(ApiKeySql.Use);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static ApiKey Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        new TenantId(reader.GetGuid(1)),
        reader.GetString(2),
        reader.GetString(3),
        ApiKeyKindText.Read(reader.GetString(4)),
        reader.GetFieldValue<string[]>(5),
        reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.GetFieldValue<DateTimeOffset>(7),
        TimeOrNull(reader, 8),
        TimeOrNull(reader, 9),
        TimeOrNull(reader, 10))
    {
        Limits = KeyLimits.Stored(
            reader.GetFieldValue<string[]>(11), reader.IsDBNull(12) ? null : reader.GetInt32(12)),
    };

    private static DateTimeOffset? TimeOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
