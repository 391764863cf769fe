using System.Runtime.CompilerServices;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Identity;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>Reads as the projector, whose only right is to read the log.</summary>
public sealed class EventLogReader(RoleDataSources roles) : IEventLogReader
{
    public async Task<long> HeadAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var command = roles.Projector.CreateCommand(EventLogSql.Head);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
    }

    public async IAsyncEnumerable<LogEntry> ReadAsync(
        TenantScope tenant, long after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = roles.Projector.CreateCommand(EventLogSql.Tail);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return reader.IsDBNull(EventColumns.LoggedCount)
                ? EventColumns.ReadLogged(reader)
                : LogEntryRows.Read(reader, reader.GetInt64(0), EventColumns.LoggedCount);
    }
}
