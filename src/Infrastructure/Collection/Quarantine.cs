using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Collection;

public sealed class Quarantine(TenantConnections connections, IOptions<QuarantineOptions> options) : IQuarantine
{
    public async Task<IReadOnlyList<QuarantineStatus>> KeepAsync(
        TenantScope tenant, IReadOnlyList<QuarantinedEvent> events, int planVersion, Guid? key,
        CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using (var hold = new NpgsqlCommand(QuarantineSql.HoldErasures, lease.Connection))
        {
            hold.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.Id.ToString() });
            await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = Command(lease, tenant, QuarantineSql.Keep);
        QuarantineColumns.Add(command.Parameters, events);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = planVersion });
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.MaxEvents });
        await LockSizeAsync(lease, tenant, cancellationToken);
        var statuses = new List<QuarantineStatus>(events.Count);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
                statuses.Add(QuarantineColumns.Status(reader.GetString(0)));
        await lease.CommitAsync(cancellationToken);
        return statuses;
    }

    public async Task<IReadOnlyList<QuarantineEntry>> ListAsync(
        TenantScope tenant, QuarantineFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease, tenant, QuarantineSql.List);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before ?? long.MaxValue });
        AddText(command, filter.State is { } state ? QuarantineColumns.Of(state) : null);
        AddText(command, filter.Code);
        AddText(command, filter.Name);
        command.Parameters.Add(new NpgsqlParameter<long[]?> { TypedValue = filter.Numbers is null ? null : [.. filter.Numbers] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<QuarantineEntry>();
        while (await reader.ReadAsync(cancellationToken))
            entries.Add(QuarantineColumns.Read(reader));
        return entries;
    }

    public async Task<IReadOnlyList<QuarantineCount>> CountAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease, tenant, QuarantineSql.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new List<QuarantineCount>();
        while (await reader.ReadAsync(cancellationToken))
            counts.Add(new QuarantineCount(
                EventColumns.TextOrNull(reader, 0), reader.GetString(1), EventColumns.TextOrNull(reader, 2),
                reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(4)));
        return counts;
    }

    public async Task<bool> MendAsync(
        TenantScope tenant, long number, NewEvent mended, Problem? problem, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease, tenant, QuarantineSql.Mend);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
        command.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = QuarantinedEventJson.Write(mended),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        AddText(command, mended.Name);
        AddText(command, problem?.Code);
        AddText(command, problem?.Path);
        AddText(command, problem?.Message);
        var changed = await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
        return changed > 0;
    }

    public async Task<int> CloseAsync(
        TenantScope tenant, IReadOnlyList<long> numbers, QuarantineState state, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await LockSizeAsync(lease, tenant, cancellationToken);
        await using var command = Command(lease, tenant, QuarantineSql.Close);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. numbers] });
        AddText(command, QuarantineColumns.Of(state));
        var closed = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await lease.CommitAsync(cancellationToken);
        return (int)closed;
    }

    /// <summary>Deletes entries that were kept before a moment.</summary>
    public async Task PurgeAsync(TenantScope tenant, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await LockSizeAsync(lease, tenant, cancellationToken);
        await using var command = Command(lease, tenant, QuarantineSql.Purge);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    private static async Task LockSizeAsync(TenantLease lease, TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var command = Command(lease, tenant, QuarantineSql.LockSize);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(TenantLease lease, TenantScope tenant, string sql)
    {
        var command = new NpgsqlCommand(sql, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        return command;
    }

    private static void AddText(NpgsqlCommand command, string? text) =>
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = text });
}
