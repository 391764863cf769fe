using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Audit;

/// <summary>The audit log in Postgres, each entry committed by itself.</summary>
internal sealed class AuditLog(RoleDataSources roles, TenantConnections connections, TimeProvider clock) : IAuditLog
{
    private const int LongestText = 500;   // characters; subjects of tokens are a stranger's choice

    public async Task AppendAsync(TenantScope? tenant, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (tenant is null)
        {
            await using var connection = await roles.App.OpenConnectionAsync(cancellationToken);
            await AppendAsync(connection, null, entry, cancellationToken);
            return;
        }

        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await AppendAsync(lease.Connection, tenant.Id.Value, entry, cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    private async Task AppendAsync(
        NpgsqlConnection connection, Guid? tenantId, AuditEntry entry, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var detail = entry.Detail.ToDictionary(fact => Storable(fact.Key), fact => Storable(fact.Value));
        await using var command = new NpgsqlCommand(AuditSql.Append, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) });
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = entry.Action });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = Storable(entry.Actor) });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = Storable(entry.Target) });
        command.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = JsonSerializer.Serialize(detail),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Shortened, and without NUL, which PostgreSQL's text lacks: nobody escapes the log by a strange name.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    private static string? Storable(string? text)
    {
        var plain = text?.Replace('\0', '\ufffd');
        if (plain is not { Length: > LongestText })
            return plain;
        // Half of a surrogate pair could not be stored.
        return plain[..(char.IsHighSurrogate(plain[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }
}
