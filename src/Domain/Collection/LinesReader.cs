using System.Globalization;
using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>Newline-delimited JSON: every line is a document of its own; empty lines are passed over.</summary>
internal static class LinesReader
{
    public static Result<EventPayload> Read(ReadOnlyMemory<byte> body, LineReader read)
    {
        var events = new List<Result<MessageDraft>>();
        string? writeKey = null;
        for (var number = 1; !body.IsEmpty; number++)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
                continue;
            if (events.Count == EventPayload.MaxEvents)
                return EventPayload.TooMany;
            events.Add(ReadLine(line, number, read, ref writeKey));
        }

        return new EventPayload(events, writeKey);
    }

    private static Result<MessageDraft> ReadLine(
        ReadOnlyMemory<byte> line, int number, LineReader read, ref string? writeKey)
    {
        try
        {
            var reader = new Utf8JsonReader(line.Span, JsonBodies.ReaderOptions);
            reader.Read();
            var draft = read(ref reader, line, out var key);
            writeKey ??= key;
            reader.Read();             // throws when something follows the object
            return draft;
        }
        catch (JsonException malformed)
        {
            return Problem.Invalid("MALFORMED_JSON", string.Create(CultureInfo.InvariantCulture,
                $"The JSON breaks off or is wrong at line {number}, byte {malformed.BytePositionInLine + 1}."));
        }
    }
}

/// <summary>Reads the message that the reader stands on, and the key that stood in it.</summary>
internal delegate Result<MessageDraft> LineReader(
    ref Utf8JsonReader reader, ReadOnlyMemory<byte> line, out string? writeKey);
