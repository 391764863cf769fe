using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.GraphQL.Execution;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>The fixed texts of the server's messages.</summary>
internal static class SocketText
{
    /// <summary>Bytes of the reason in a close frame (RFC 6455 section 5.5).</summary>
    private const int MaxReasonBytes = 123;

    public static readonly byte[] Ping = """{"type":"ping"}"""u8.ToArray();
    public static readonly byte[] Pong = """{"type":"pong"}"""u8.ToArray();
    public static readonly byte[] PongWithPayload = """{"type":"pong","payload":"""u8.ToArray();
    public static readonly byte[] Ack = """{"type":"connection_ack"}"""u8.ToArray();
    public static readonly byte[] AckWithPayload = """{"type":"connection_ack","payload":"""u8.ToArray();
    public static readonly byte[] End = "}"u8.ToArray();

    /// <summary>What stands before the payload of an operation's message.</summary>
    public static byte[] Head(string id, ReadOnlySpan<byte> type) =>
        [.. "{\"id\":\""u8, .. Encode(id), .. "\",\"type\":\""u8, .. type, .. "\",\"payload\":"u8];

    /// <summary>The message that ends an operation.</summary>
    public static byte[] Complete(string id) => [.. "{\"id\":\""u8, .. Encode(id), .. "\",\"type\":\"complete\"}"u8];

    /// <summary>The array of errors within a response object.</summary>
    public static ReadOnlyMemory<byte> ErrorsOf(ExecutionResult result)
    {
        var reader = new Utf8JsonReader(result.Body.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isErrors = reader.ValueTextEquals("errors"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isErrors)
                return result.Body[start..(int)reader.BytesConsumed];
        }
        throw new InvalidOperationException("An answer without data has errors.");
    }

    /// <summary>As much of a reason as fits into a close frame, cut between characters.</summary>
    public static string Reason(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MaxReasonBytes)
            return text;
        var (bytes, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MaxReasonBytes)
                break;
            (bytes, length) = (bytes + rune.Utf8SequenceLength, length + rune.Utf16SequenceLength);
        }
        return text[..length];
    }

    private static ReadOnlySpan<byte> Encode(string id) =>
        JsonEncodedText.Encode(id, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
}
