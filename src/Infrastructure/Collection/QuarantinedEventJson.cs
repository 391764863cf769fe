using System.Text;
using System.Text.Json;
using Analytics.Domain.Collection;

namespace Analytics.Infrastructure.Collection;

/// <summary>An event as the quarantine holds it: one JSON object, what is null left out.</summary>
internal static class QuarantinedEventJson
{
    public static string Write(NewEvent one)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            Write(json, one);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static NewEvent Read(string text, string messageId)
    {
        using var document = JsonDocument.Parse(text);
        var json = document.RootElement;
        return new NewEvent(
            messageId, json.GetProperty("name").GetString()!, json.GetProperty("occurredAt").GetDateTimeOffset(),
            json.GetProperty("receivedAt").GetDateTimeOffset(), Raw(json, "properties"))
        {
            UserId = Text(json, "userId"),
            AnonymousId = Text(json, "anonymousId"),
            SessionId = Text(json, "sessionId"),
            Sequence = json.TryGetProperty("sequence", out var sequence) ? sequence.GetInt64() : null,
            ClientTime = Time(json, "clientTime"),
            SentAt = Time(json, "sentAt"),
            Context = Raw(json, "context"),
            IsBot = json.TryGetProperty("isBot", out _),
        };
    }

    private static void Write(Utf8JsonWriter json, NewEvent one)
    {
        json.WriteStartObject();
        json.WriteString("name", one.Name);
        Text(json, "userId", one.UserId);
        Text(json, "anonymousId", one.AnonymousId);
        Text(json, "sessionId", one.SessionId);
        if (one.Sequence is { } sequence)
            json.WriteNumber("sequence", sequence);
        json.WriteString("occurredAt", one.OccurredAt);
        json.WriteString("receivedAt", one.ReceivedAt);
        Time(json, "clientTime", one.ClientTime);
        Time(json, "sentAt", one.SentAt);
        Raw(json, "properties", one.Properties);
        Raw(json, "context", one.Context);
        if (one.IsBot)
            json.WriteBoolean("isBot", true);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } time)
            json.WriteString(name, time);
    }

    private static void Raw(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> value)
    {
        if (value.IsEmpty)
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(value.Span, skipInputValidation: true);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetDateTimeOffset() : null;

    private static ReadOnlyMemory<byte> Raw(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? Encoding.UTF8.GetBytes(value.GetRawText()) : default;
}
