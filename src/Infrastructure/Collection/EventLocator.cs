using System.Buffers;
using System.Text.Unicode;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Identity;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// Looks a message up by its id and then for its place, from where the log ended when the id was taken. What other
/// writers committed between that and the message's own position lies before it, which is little.
/// </summary>
internal sealed class EventLocator(TenantConnections connections) : IEventLocator
{
    // Positions looked at, nearest first: an id whose event was erased must not have the rest of the log read.
    private static readonly long[] _reaches = [0, 2_000, 50_000, 1_000_000];

    public async Task<LocatedMessage?> FindAsync(
        TenantScope tenant, string messageId, CancellationToken cancellationToken)
    {
        if (!IsStorable(messageId))
            return null;
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var (taken, after) = await TakenAsync(lease.Connection, tenant, messageId, cancellationToken);
        if (!taken)
            return null;
        var found = new LocatedMessage(messageId);
        for (var i = 1; i < _reaches.Length && after is { } start && found is { Event: null, Entries: [] }; i++)
            found = await LookAsync(
                lease.Connection, tenant, found, start + _reaches[i - 1], start + _reaches[i], cancellationToken);
        return found;
    }

    private static async Task<(bool Taken, long? After)> TakenAsync(
        NpgsqlConnection connection, TenantScope tenant, string messageId, CancellationToken cancellationToken)
    {
        var key = new byte[EventKey.Length];
        EventKey.Write(messageId, key);
        await using var command = new NpgsqlCommand(EventLogSql.Taken, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = new Guid(key, bigEndian: true) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (true, reader.IsDBNull(0) ? null : reader.GetInt64(0))
            : (false, null);
    }

    private static async Task<LocatedMessage> LookAsync(
        NpgsqlConnection connection, TenantScope tenant, LocatedMessage message, long after, long to,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[] { EventLogSql.EventOf, EventLogSql.EntriesOf })
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value },
                    new NpgsqlParameter<long> { TypedValue = after },
                    new NpgsqlParameter<long> { TypedValue = to },
                    new NpgsqlParameter<string> { TypedValue = message.MessageId },
                },
            });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var stored = await reader.ReadAsync(cancellationToken) ? EventColumns.ReadStored(reader) : null;
        await reader.NextResultAsync(cancellationToken);
        var entries = new List<LogEntry>();
        while (await reader.ReadAsync(cancellationToken))
            entries.Add(LogEntryRows.Read(reader, reader.GetInt64(0), column: 1));
        return message with { Event = stored, Entries = entries };
    }

    // What the log cannot hold it has never taken.
    private static bool IsStorable(string messageId)
    {
        var utf8 = new byte[messageId.Length * 3];
        return Utf8.FromUtf16(messageId, utf8, out _, out _, replaceInvalidSequences: false) == OperationStatus.Done
            && !messageId.Contains('\0');
    }
}
