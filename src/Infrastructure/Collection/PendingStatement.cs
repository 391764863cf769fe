using System.Buffers;
using System.Text.Json;
using Analytics.Domain.Identity;
using Analytics.Infrastructure.Identity;

namespace Analytics.Infrastructure.Collection;

/// <summary>What a message says of an actor, in the log's form: it keeps nothing of the memory that it was read from.</summary>
internal sealed class PendingStatement
{
    public PendingStatement(NewActorEntry entry, long ordinal)
    {
        Span<byte> key = stackalloc byte[EventKey.Length];
        EventKey.Write(entry.MessageId, key);
        (Ordinal, MessageId, Key) = (ordinal, entry.MessageId, new Guid(key, bigEndian: true));
        (Actor, Alias, IsPerson) = (entry.Actor.Value, entry.Alias?.Value, entry.NamesPerson);
        Changes = Json(writer => WriteChanges(writer, entry.Changes));
        if (entry.Group is { } group)
            Group = Json(writer => WriteGroup(writer, group));
    }

    public long Ordinal { get; }

    public string MessageId { get; }

    public Guid Key { get; }

    public string Actor { get; }

    public string? Alias { get; }

    public bool IsPerson { get; }

    /// <summary>A JSON array of payloads of log entries, but for the actor.</summary>
    public string Changes { get; }

    /// <summary>Id, traits and time of a group as JSON; null for none.</summary>
    public string? Group { get; }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteChanges(Utf8JsonWriter writer, IReadOnlyList<PropertyChanges> changes)
    {
        writer.WriteStartArray();
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("at", change.At.ToUnixTimeMilliseconds());
            writer.WriteString("change", LogEntryRows.Name(change.Change));
            writer.WritePropertyName("properties");
            writer.WriteRawValue(change.Properties.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteGroup(Utf8JsonWriter writer, GroupTraits group)
    {
        writer.WriteStartObject();
        writer.WriteString("id", group.Id.Value);
        writer.WriteNumber("at", group.At.ToUnixTimeMilliseconds());
        writer.WritePropertyName("traits");
        writer.WriteRawValue(group.Traits.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }
}
