using System.Text;
using System.Text.Json;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>A client's message of <c>graphql-transport-ws</c>.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Id">The operation's id; empty where there is none.</param>
/// <param name="Payload">The JSON text of the payload, a slice of the message; empty for none or null.</param>
internal readonly record struct SocketMessage(SocketMessageType Type, string Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes of an id, which is repeated in each message.</summary>
    private const int MaxIdBytes = 256;

    /// <summary>Reads a message.</summary>
    /// <exception cref="RequestRefusal">It is not JSON or none that a client may send.</exception>
    public static SocketMessage Read(ReadOnlyMemory<byte> json)
    {
        JsonText.Check(json.Span);
        try
        {
            return ReadObject(json);
        }
        catch (JsonException fault)
        {
            throw JsonText.Explain(json.Span, fault);
        }
    }

    private static SocketMessage ReadObject(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw RequestReader.Malformed("A message must be a JSON object.");
        string? type = null, id = null;
        ReadOnlyMemory<byte>? payload = null;
        var payloadToken = JsonTokenType.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            if (reader.ValueTextEquals("type"u8))
                type = ReadText(ref reader, type, "type");
            else if (reader.ValueTextEquals("id"u8))
                id = ReadText(ref reader, id, "id");
            else if (reader.ValueTextEquals("payload"u8))
                (payload, payloadToken) = ReadPayload(ref reader, json, payload);
            else
                reader.Skip();
        reader.Read();
        return Check(type, id, payload ?? default, payloadToken);
    }

    private static string ReadText(ref Utf8JsonReader reader, string? known, string name)
    {
        if (known is not null)
            throw RequestReader.Malformed($"The member '{name}' is given twice.");
        reader.Read();
        return reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw RequestReader.Malformed($"The member '{name}' must be a string.");
    }

    private static (ReadOnlyMemory<byte>, JsonTokenType) ReadPayload(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>? known)
    {
        if (known is not null)
            throw RequestReader.Malformed("The member 'payload' is given twice.");
        reader.Read();
        var (start, token) = ((int)reader.TokenStartIndex, reader.TokenType);
        reader.Skip();
        return (token == JsonTokenType.Null ? default : json[start..(int)reader.BytesConsumed], token);
    }

    private static SocketMessage Check(string? type, string? id, ReadOnlyMemory<byte> payload, JsonTokenType token)
    {
        var kind = type switch
        {
            null => throw RequestReader.Malformed("The member 'type' is missing."),
            "connection_init" => SocketMessageType.ConnectionInit,
            "ping" => SocketMessageType.Ping,
            "pong" => SocketMessageType.Pong,
            "subscribe" => SocketMessageType.Subscribe,
            "complete" => SocketMessageType.Complete,
            _ => throw RequestReader.Malformed($"A client does not send messages of the type '{type}'."),
        };
        if (kind is SocketMessageType.Subscribe or SocketMessageType.Complete)
        {
            if (string.IsNullOrEmpty(id))
                throw RequestReader.Malformed($"'{type}' needs an 'id'.");
            if (Encoding.UTF8.GetByteCount(id) > MaxIdBytes)
                throw RequestReader.Malformed($"An 'id' has at most {MaxIdBytes} bytes.");
        }
        if (kind == SocketMessageType.Subscribe && payload.IsEmpty)
            throw RequestReader.Malformed("'subscribe' needs a 'payload'.");
        if (kind != SocketMessageType.Complete && token is not (JsonTokenType.None or JsonTokenType.Null or JsonTokenType.StartObject))
            throw RequestReader.Malformed($"The 'payload' of '{type}' must be an object.");
        return new SocketMessage(kind, id ?? "", payload);
    }
}

/// <summary>The messages that clients send.</summary>
internal enum SocketMessageType
{
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}
