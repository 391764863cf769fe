using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>Adds what the envelope says to the properties that came with it.</summary>
internal static class PropertyWriter
{
    /// <summary>
    /// The object with one more text property at its end, where it wins over one of the same name: the last of
    /// two equal names is the one that counts, here as in PostgreSQL.
    /// </summary>
    public static ReadOnlyMemory<byte> Append(ReadOnlyMemory<byte> properties, string name, string value)
    {
        var key = JsonEncodedText.Encode(name).EncodedUtf8Bytes;
        var text = JsonEncodedText.Encode(value).EncodedUtf8Bytes;
        var head = properties.Span[..properties.Span.LastIndexOf((byte)'}')];
        var isEmpty = head.TrimEnd(" \t\r\n"u8).EndsWith("{"u8);

        var result = new byte[head.Length + (isEmpty ? 0 : 1) + key.Length + text.Length + 6];
        var at = Write(result, 0, head);
        if (!isEmpty)
            result[at++] = (byte)',';
        at = Write(result, at, "\""u8);
        at = Write(result, at, key);
        at = Write(result, at, "\":\""u8);
        at = Write(result, at, text);
        Write(result, at, "\"}"u8);
        return result;
    }

    private static int Write(byte[] target, int at, ReadOnlySpan<byte> part)
    {
        part.CopyTo(target.AsSpan(at));
        return at + part.Length;
    }
}
