using System.Text.Json;
using Analytics.Domain.Collection.Formats;

namespace Analytics.Domain.Collection;

/// <summary>What one request to a collector holds.</summary>
/// <param name="Events">In the order sent; each is a draft or the reason why it is refused.</param>
/// <param name="WriteKey">The key that stood in the body; null if none did. It is the sender's claim, not yet checked.</param>
/// <remarks>The drafts keep slices of the body: it must not change until they are in the log.</remarks>
public sealed record EventPayload(IReadOnlyList<Result<MessageDraft>> Events, string? WriteKey)
{
    /// <summary>Events of one request.</summary>
    public const int MaxEvents = 50_000;

    internal static readonly Problem TooMany = Problem.Invalid(
        "TOO_MANY_EVENTS", $"A request has at most {MaxEvents} events.");

    /// <summary>One call of the Segment specification.</summary>
    /// <param name="type">Which, as the address says it: track, identify, page, screen, group or alias.</param>
    /// <param name="body">UTF-8.</param>
    /// <returns><c>INVALID_UTF8</c> or <c>MALFORMED_JSON</c> with the place.</returns>
    public static Result<EventPayload> ReadSegmentCall(string type, ReadOnlyMemory<byte> body) =>
        ReadDocument(body, (ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes) =>
        {
            var draft = EventReader.ReadSegment(ref reader, bytes, type, out var writeKey);
            return new EventPayload([draft], writeKey);
        });

    /// <summary>One <c>batch</c> call of the Segment specification.</summary>
    /// <returns>As <see cref="ReadSegmentCall"/>, <c>BATCH_MISSING</c>, <c>TOO_MANY_EVENTS</c>.</returns>
    public static Result<EventPayload> ReadSegmentBatch(ReadOnlyMemory<byte> body) =>
        ReadDocument(body, SegmentBatchReader.Read);

    /// <summary>
    /// One <c>import</c> call of the Segment specification: a batch of history, whose timestamps no <c>sentAt</c> corrects.
    /// </summary>
    /// <returns>As <see cref="ReadSegmentBatch"/>.</returns>
    public static Result<EventPayload> ReadSegmentImport(ReadOnlyMemory<byte> body) =>
        ReadDocument(body, SegmentBatchReader.ReadHistory);

    /// <summary>One event of the product's own format, or a list of them.</summary>
    /// <returns>As <see cref="ReadSegmentCall"/>, <c>TOO_MANY_EVENTS</c>.</returns>
    public static Result<EventPayload> ReadJson(ReadOnlyMemory<byte> body) => ReadDocument(body, ReadOneOrList);

    /// <summary>Events of the product's own format, one a line; a malformed line refuses that line alone.</summary>
    /// <returns><c>INVALID_UTF8</c> with the place, <c>TOO_MANY_EVENTS</c>.</returns>
    public static Result<EventPayload> ReadLines(ReadOnlyMemory<byte> body) =>
        JsonBodies.CheckUtf8(body.Span) ?? LinesReader.Read(WithoutMark(body), EventReader.ReadOwn);

    /// <summary>The body of Google Analytics 4's Measurement Protocol; what it says of the user stands behind its events.</summary>
    /// <returns>As <see cref="ReadSegmentBatch"/>.</returns>
    public static Result<EventPayload> ReadGoogle(ReadOnlyMemory<byte> body) => ReadDocument(body, GoogleReader.Read);

    /// <summary>A POST of Snowplow's tracker protocol; an application's id that is a key is one.</summary>
    /// <returns>As <see cref="ReadSegmentBatch"/>, <c>TYPE_UNKNOWN</c> for another schema.</returns>
    public static Result<EventPayload> ReadSnowplow(ReadOnlyMemory<byte> body) => ReadDocument(body, SnowplowReader.Read);

    /// <summary>Events in Mixpanel's format, one or a list.</summary>
    /// <returns>As <see cref="ReadSegmentCall"/>, <c>TOO_MANY_EVENTS</c>.</returns>
    public static Result<EventPayload> ReadMixpanelEvents(ReadOnlyMemory<byte> body) =>
        ReadForeign(body, MixpanelReader.ReadEvent);

    /// <summary>Events in Mixpanel's format, one a line.</summary>
    /// <returns>As <see cref="ReadLines"/>.</returns>
    public static Result<EventPayload> ReadMixpanelLines(ReadOnlyMemory<byte> body) =>
        JsonBodies.CheckUtf8(body.Span) ?? LinesReader.Read(WithoutMark(body),
            (ref Utf8JsonReader reader, ReadOnlyMemory<byte> line, out string? key) =>
            {
                reader.Skip();
                return MixpanelReader.ReadEvent(line[..(int)reader.BytesConsumed], out key);
            });

    /// <summary>Updates of profiles in Mixpanel's format, one or a list.</summary>
    /// <returns>As <see cref="ReadSegmentCall"/>, <c>TOO_MANY_EVENTS</c>.</returns>
    public static Result<EventPayload> ReadMixpanelProfiles(ReadOnlyMemory<byte> body) =>
        ReadForeign(body, MixpanelReader.ReadProfile);

    /// <summary>Reads a list of events from its opening bracket to its closing one.</summary>
    internal static Problem? ReadList(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, EventValueReader read, List<Result<MessageDraft>> events)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (events.Count == MaxEvents)
                return TooMany;
            events.Add(read(ref reader, body));
        }

        return null;
    }

    private static Result<EventPayload> ReadOneOrList(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        string? writeKey = null;
        if (reader.TokenType != JsonTokenType.StartArray)
            return new EventPayload([EventReader.ReadOwn(ref reader, body, out writeKey)], writeKey);
        var events = new List<Result<MessageDraft>>();
        Result<MessageDraft> ReadEvent(ref Utf8JsonReader each, ReadOnlyMemory<byte> bytes)
        {
            var draft = EventReader.ReadOwn(ref each, bytes, out var key);
            writeKey ??= key;
            return draft;
        }

        if (ReadList(ref reader, body, ReadEvent, events) is { } problem)
            return problem;
        return new EventPayload(events, writeKey);
    }

    private static Result<EventPayload> ReadForeign(ReadOnlyMemory<byte> body, ForeignMessageReader read) =>
        ReadDocument(body, (ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes) =>
        {
            var events = new List<Result<MessageDraft>>();
            string? writeKey = null;
            var problem = JsonSlices.Messages(ref reader, bytes, json =>
            {
                events.Add(read(json, out var key));
                writeKey ??= key;
            });
            if (problem is not null)
                return problem;
            return new EventPayload(events, writeKey);
        });

    private static Result<EventPayload> ReadDocument(ReadOnlyMemory<byte> body, PayloadReader read)
    {
        if (JsonBodies.CheckUtf8(body.Span) is { } invalid)
            return invalid;
        body = WithoutMark(body);
        try
        {
            var reader = new Utf8JsonReader(body.Span, JsonBodies.ReaderOptions);
            reader.Read();
            var payload = read(ref reader, body);
            if (payload.IsSuccess)
                reader.Read();         // throws when something follows the document
            return payload;
        }
        catch (JsonException malformed)
        {
            return JsonBodies.Malformed(malformed);
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private delegate Result<MessageDraft> ForeignMessageReader(ReadOnlyMemory<byte> json, out string? key);

    private delegate Result<EventPayload> PayloadReader(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body);
}

/// <summary>Reads one event that the reader stands on.</summary>
internal delegate Result<MessageDraft> EventValueReader(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body);
