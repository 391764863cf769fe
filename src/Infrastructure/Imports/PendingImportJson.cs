using System.Buffers;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.Infrastructure.Imports;

/// <summary>What is to be added to the log, as it is kept until the log has it.</summary>
internal static class PendingImportJson
{
    // Properties were checked when they were read, and go through as they are.
    public static ReadOnlyMemory<byte> Write(LogAppend append)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartArray(nameof(Pending.Events));
        foreach (var each in append.Events)
            Write(json, each);
        json.WriteEndArray();
        json.WriteStartArray(nameof(Pending.Entries));
        foreach (var each in append.Actors)
            Write(json, each);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static LogAppend Read(byte[] json)
    {
        var pending = JsonSerializer.Deserialize<Pending>(json)!;
        return new LogAppend([.. pending.Events.Select(each => new NewEvent(
            each.Id, each.Name, Of(each.At), Of(each.Received), Raw(each.Properties))
        {
            UserId = each.User,
            Sequence = each.Sequence,
        })])
        {
            Actors = [.. pending.Entries.Select(each => new NewActorEntry(
                each.Id, ActorId.Create(each.Actor, "actor").Value, Of(each.Received))
            {
                Changes = [.. each.Changes.Select(change =>
                    PropertyChanges.Create(Of(change.At), change.Kind, Raw(change.Properties)).Value)],
            })],
        };
    }

    private static void Write(Utf8JsonWriter json, NewEvent entry)
    {
        json.WriteStartObject();
        json.WriteString(nameof(Event.Id), entry.EventId);
        json.WriteString(nameof(Event.Name), entry.Name);
        json.WriteNumber(nameof(Event.At), Of(entry.OccurredAt));
        json.WriteNumber(nameof(Event.Received), Of(entry.ReceivedAt));
        WriteRaw(json, nameof(Event.Properties), entry.Properties);
        if (entry.UserId is not null)
            json.WriteString(nameof(Event.User), entry.UserId);
        if (entry.Sequence is { } sequence)
            json.WriteNumber(nameof(Event.Sequence), sequence);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NewActorEntry entry)
    {
        json.WriteStartObject();
        json.WriteString(nameof(Entry.Id), entry.MessageId);
        json.WriteString(nameof(Entry.Actor), entry.Actor.Value);
        json.WriteNumber(nameof(Entry.Received), Of(entry.ReceivedAt));
        json.WriteStartArray(nameof(Entry.Changes));
        foreach (var change in entry.Changes)
        {
            json.WriteStartObject();
            json.WriteNumber(nameof(Change.At), Of(change.At));
            json.WriteNumber(nameof(Change.Kind), (int)change.Change);
            WriteRaw(json, nameof(Change.Properties), change.Properties);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.Span, skipInputValidation: true);
    }

    private static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Of(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);

    private static byte[] Raw(JsonElement json) => JsonSerializer.SerializeToUtf8Bytes(json);

    private sealed record Pending(Event[] Events, Entry[] Entries);

    private sealed record Event(
        string Id, string Name, long At, long Received, JsonElement Properties, string? User, long? Sequence);

    private sealed record Entry(string Id, string Actor, long Received, Change[] Changes);

    private sealed record Change(long At, ActorPropertyChange Kind, JsonElement Properties);
}
