using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// Writes events as rows of PostgreSQL's binary COPY format, column by column as in <see cref="EventLogSql.Copy"/>:
/// a count of fields, then each as its length (-1 for null) and bytes, all big-endian.
/// </summary>
internal ref struct EventRowWriter(TenantId tenant, Span<byte> buffer)
{
    private const int Fields = 16;
    private const int MostUtf8 = 3;                        // bytes a UTF-16 unit
    private const int FixedBytes = 2 + (Fields * 4) + 16 + 8 + 16 + (5 * 8) + 2 + 1;
    private const byte JsonbVersion = 1;
    private const long PostgresEpochMicroseconds = 946_684_800_000_000;   // 2000-01-01 in Unix time

    private readonly TenantId _tenant = tenant;
    private readonly Span<byte> _buffer = buffer;
    private int _at;

    /// <summary>Bytes written so far.</summary>
    public readonly int Written => _at;

    /// <summary>Bytes that an event's row takes at most.</summary>
    public static int MostBytes(NewEvent entry) =>
        FixedBytes + entry.Properties.Length + entry.Context.Length + (MostUtf8 * (entry.EventId.Length
            + entry.Name.Length + Length(entry.UserId) + Length(entry.AnonymousId) + Length(entry.SessionId)));

    /// <returns>False when a text is none that PostgreSQL can hold; what was written is then of no use.</returns>
    public bool TryWrite(NewEvent entry, long ordinal)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), Fields);
        _tenant.Value.TryWriteBytes(TakeField(16), bigEndian: true, out _);
        WriteInt64(ordinal);
        EventKey.Write(entry.EventId, TakeField(EventKey.Length));
        WriteTime(entry.OccurredAt);
        WriteTime(entry.ReceivedAt);
        WriteTime(entry.ClientTime);
        WriteTime(entry.SentAt);
        WriteInt64(entry.Sequence);
        if (!TryWriteText(entry.EventId) || !TryWriteText(entry.Name) || !TryWriteText(entry.UserId)
            || !TryWriteText(entry.AnonymousId) || !TryWriteText(entry.SessionId))
            return false;
        WriteJson(entry.Properties.Span);
        WriteJson(entry.Context.Span);
        TakeField(1)[0] = entry.IsBot ? (byte)1 : (byte)0;
        return true;
    }

    private static int Length(string? text) => text?.Length ?? 0;

    private Span<byte> Take(int count)
    {
        _at += count;
        return _buffer.Slice(_at - count, count);
    }

    private Span<byte> TakeField(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), length);
        return Take(length);
    }

    private void WriteNull() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    private void WriteInt64(long? value)
    {
        if (value is { } number)
            BinaryPrimitives.WriteInt64BigEndian(TakeField(8), number);
        else
            WriteNull();
    }

    private void WriteTime(DateTimeOffset? time) =>
        WriteInt64(time is { } at ? (at.ToUnixTimeMilliseconds() * 1000) - PostgresEpochMicroseconds : null);

    private bool TryWriteText(string? text)
    {
        if (text is null)
        {
            WriteNull();
            return true;
        }

        var status = Utf8.FromUtf16(text, _buffer[(_at + 4)..], out _, out var written, replaceInvalidSequences: false);
        var bytes = TakeField(written);
        return status == OperationStatus.Done && !bytes.Contains((byte)0);
    }

    private void WriteJson(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            WriteNull();
            return;
        }

        var field = TakeField(json.Length + 1);
        field[0] = JsonbVersion;
        json.CopyTo(field[1..]);
    }
}
