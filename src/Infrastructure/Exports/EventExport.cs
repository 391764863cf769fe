using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Exports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Exports;

/// <summary>Streams events from the log, one row at a time.</summary>
internal sealed class EventExport(TenantConnections connections, IEventLogReader log) : IEventExport
{
    private const int FlushBytes = 64 * 1024;

    public async Task<(long Rows, long Watermark)> WriteAsync(
        TenantScope tenant, TimeRange range, long? watermark, Stream target, CancellationToken cancellationToken)
    {
        // Positions become visible in order: all up to the head are there for the statement that comes after.
        var head = await log.HeadAsync(tenant, cancellationToken);
        var through = Math.Min(head, watermark ?? head);
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(ExportSql.Events, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = range.From });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = range.To });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = through });
        command.CommandTimeout = 0;   // the caller's token bounds it
        var buffer = new ArrayBufferWriter<byte>(FlushBytes * 2);
        var rows = 0L;
        await using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            await using var json = new Utf8JsonWriter(buffer);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            for (; await reader.ReadAsync(cancellationToken); rows++)
            {
                Write(json, reader);
                buffer.Write("\n"u8);
                if (buffer.WrittenCount >= FlushBytes)
                    await FlushAsync(buffer, gzip, cancellationToken);
            }
            await FlushAsync(buffer, gzip, cancellationToken);
        }
        return (rows, through);
    }

    private static async Task FlushAsync(ArrayBufferWriter<byte> buffer, Stream target, CancellationToken cancellationToken)
    {
        await target.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }

    private static void Write(Utf8JsonWriter json, NpgsqlDataReader reader)
    {
        json.WriteStartObject();
        json.WriteNumber("position"u8, reader.GetInt64(0));
        json.WriteString("id"u8, reader.GetString(1));
        json.WriteString("name"u8, reader.GetString(2));
        WriteText(json, "userId", reader, 3);
        WriteText(json, "anonymousId", reader, 4);
        WriteText(json, "sessionId", reader, 5);
        json.WriteString("occurredAt"u8, reader.GetFieldValue<DateTime>(6));
        if (!reader.IsDBNull(7))
            json.WriteNumber("sequence"u8, reader.GetInt64(7));
        json.WriteString("receivedAt"u8, reader.GetFieldValue<DateTime>(8));
        WriteTime(json, "clientTime", reader, 9);
        WriteTime(json, "sentAt", reader, 10);
        json.WritePropertyName("properties"u8);
        json.WriteRawValue(reader.GetFieldValue<byte[]>(11), skipInputValidation: true);
        if (!reader.IsDBNull(12))
        {
            json.WritePropertyName("context"u8);
            json.WriteRawValue(reader.GetFieldValue<byte[]>(12), skipInputValidation: true);
        }
        json.WriteBoolean("isBot"u8, reader.GetBoolean(13));
        json.WriteEndObject();
        json.Flush();
        json.Reset();
    }

    private static void WriteText(Utf8JsonWriter json, string name, NpgsqlDataReader reader, int column)
    {
        if (!reader.IsDBNull(column))
            json.WriteString(name, reader.GetString(column));
    }

    private static void WriteTime(Utf8JsonWriter json, string name, NpgsqlDataReader reader, int column)
    {
        if (!reader.IsDBNull(column))
            json.WriteString(name, reader.GetFieldValue<DateTime>(column));
    }
}
