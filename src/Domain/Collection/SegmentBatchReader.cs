using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>The body of a <c>batch</c> or <c>import</c> call: the messages and what is said once for all of them.</summary>
internal static class SegmentBatchReader
{
    /// <summary>The reader stands on the body's first token.</summary>
    public static Result<EventPayload> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body) =>
        Read(ref reader, body, isHistory: false);

    /// <summary>The same of messages whose times are right as they are.</summary>
    public static Result<EventPayload> ReadHistory(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body) =>
        Read(ref reader, body, isHistory: true);

    private static Result<EventPayload> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, bool isHistory)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return JsonBodies.WrongType("an object with a batch", null);
        List<Result<MessageDraft>>? events = null;
        var shared = new Envelope(body, EventField.Unknown);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = EventFields.Of(ref reader);
            reader.Read();
            if (field is EventField.SentAt or EventField.WriteKey or EventField.Context)
            {
                shared.ReadField(field, ref reader);
                continue;
            }

            if (field != EventField.Batch)
            {
                reader.Skip();
                continue;
            }

            if (reader.TokenType != JsonTokenType.StartArray)
                return JsonBodies.WrongType("a list", "batch");
            events = [];
            if (EventPayload.ReadList(ref reader, body, ReadEvent, events) is { } problem)
                return problem;
        }

        if (shared.Fault is not null)
            return shared.Fault;
        if (events is null)
            return Problem.Invalid("BATCH_MISSING", "The body needs a list of events.", "batch");
        Share(events, new SharedFields(shared.SentAt, shared.Context, isHistory));
        return new EventPayload(events, shared.WriteKey);
    }

    private static Result<MessageDraft> ReadEvent(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body) =>
        EventReader.ReadSegment(ref reader, body, type: null, out _);

    // 'sentAt' stands behind the events in what the SDKs send, so that it can be given to them only at the end.
    private static void Share(List<Result<MessageDraft>> events, SharedFields shared)
    {
        if (shared is { SentAt: null, Context.IsEmpty: true, IsHistory: false })
            return;
        for (var i = 0; i < events.Count; i++)
            if (events[i].IsSuccess)
                events[i] = events[i].Value.WithShared(shared);
    }
}
