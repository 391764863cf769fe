using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Subscriptions;

namespace Analytics.Infrastructure.Subscriptions;

/// <summary>
/// A message as notifications. PostgreSQL carries less than 8,000 bytes in one, so that a larger message goes in several,
/// which one statement sends and nothing can come between. Each begins with <c>sender:number:part:parts:</c>: equal
/// payloads of one transaction would otherwise arrive only once.
/// </summary>
internal static class TopicPayload
{
    /// <summary>Bytes of a message with its topic's name, as JSON.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int PartLength = 7_900;

    /// <summary>The notifications for a message. They are plain ASCII.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The process.</param>
    /// <param name="number">The message's number there.</param>
    /// <exception cref="InvalidOperationException">The message is larger than <see cref="MaxBytes"/>.</exception>
    public static IReadOnlyList<string> Write(TopicMessage message, Guid sender, long number)
    {
        var text = JsonSerializer.Serialize(new Envelope(
            message.Partition, message.Topic, message.Kind, message.Cursor,
            message.Json.IsEmpty ? null : JsonSerializer.Deserialize<JsonElement>(message.Json.Span)));
        if (text.Length > MaxBytes)
            throw new InvalidOperationException(
                $"A message of the topic {message.Topic} has {text.Length} bytes; at most {MaxBytes} can be sent.");
        var parts = (text.Length + PartLength - 1) / PartLength;
        return [.. Enumerable.Range(0, parts).Select(part =>
        {
            var start = part * PartLength;
            return string.Create(CultureInfo.InvariantCulture,
                $"{sender:N}:{number}:{part}:{parts}:{text.AsSpan(start, Math.Min(PartLength, text.Length - start))}");
        })];
    }

    /// <summary>Puts messages together from notifications, which come in order. For one connection.</summary>
    internal sealed class Reader
    {
        private readonly StringBuilder _text = new();
        private string _message = "";
        private int _next;

        /// <summary>The message that the notification completes; null while parts are missing.</summary>
        /// <exception cref="FormatException">It is no notification of a message, or one before it is missing.</exception>
        public TopicMessage? Read(string payload)
        {
            var fields = payload.Split(':', 5);
            if (fields.Length != 5 || !int.TryParse(fields[2], out var part) || !int.TryParse(fields[3], out var parts))
                throw new FormatException("A notification is none of a message.");
            var message = $"{fields[0]}:{fields[1]}";
            if (part == 0)
                Begin(message);
            if (message != _message || part != _next)
                throw new FormatException("A part of a message is missing.");
            _text.Append(fields[4]);
            if (++_next < parts)
                return null;
            var text = _text.ToString();
            Begin("");
            return Message(text);
        }

        private void Begin(string message)
        {
            (_message, _next) = (message, 0);
            _text.Clear();
        }

        private static TopicMessage Message(string text)
        {
            try
            {
                var envelope = JsonSerializer.Deserialize<Envelope>(text);
                if (envelope?.Topic is null)
                    throw new FormatException("A message names no topic.");
                return new TopicMessage(
                    envelope.Partition, envelope.Topic, envelope.Kind, envelope.Cursor,
                    envelope.Kind == TopicMessageKind.Value ? JsonSerializer.SerializeToUtf8Bytes(envelope.Message) : default);
            }
            catch (JsonException fault)
            {
                throw new FormatException("A message is no JSON.", fault);
            }
        }
    }

    private sealed record Envelope(
        string? Partition, string Topic, TopicMessageKind Kind, string? Cursor, JsonElement? Message);
}
