using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Analytics.Domain.Collection;

/// <summary>The id of an event that came without one: sending the same content again gives the same id.</summary>
/// <remarks>
/// The canonical form is the fields name, class, user id, anonymous id, session id, sequence, timestamp,
/// properties, context in this order, each after its length in bytes (four bytes, big endian, -1 for none). Texts
/// are UTF-8, numbers decimal digits, the timestamp the client's own in milliseconds since 1970. The two JSON
/// objects are their tokens as sent, without the white space between them; the order of their names counts.
/// The time of sending and the place in a batch do not. The id is <c>sha256:</c> and the hash's first 16 bytes in
/// hexadecimal.
/// </remarks>
internal static class CanonicalEventId
{
    public static string Of(EventInput input)
    {
        var form = new ArrayBufferWriter<byte>(256 + input.Properties.Length + input.Context.Length);
        WriteText(form, input.Name);
        WriteText(form, input.Class);
        WriteText(form, input.UserId);
        WriteText(form, input.AnonymousId);
        WriteText(form, input.SessionId);
        WriteNumber(form, input.Sequence);
        WriteNumber(form, input.Timestamp?.ToUnixTimeMilliseconds());
        WriteJson(form, input.Properties.Span);
        WriteJson(form, input.Context.Span);
        return Hash(form.WrittenSpan);
    }

    /// <summary>The same of a message about an actor.</summary>
    /// <remarks>
    /// Its form starts with the length -2, which no event's does; then call, user id, anonymous id, previous id, group
    /// id, timestamp, each change's number and its JSON object, and the context.
    /// </remarks>
    public static string Of(ActorInput input)
    {
        var form = new ArrayBufferWriter<byte>(256);
        WriteLength(form, -2);
        WriteNumber(form, (long)input.Call);
        WriteText(form, input.UserId);
        WriteText(form, input.AnonymousId);
        WriteText(form, input.PreviousId);
        WriteText(form, input.GroupId);
        WriteNumber(form, input.Timestamp?.ToUnixTimeMilliseconds());
        foreach (var change in input.Changes)
        {
            WriteNumber(form, (long)change.Change);
            WriteJson(form, change.Properties.Span);
        }

        WriteJson(form, input.Context.Span);
        return Hash(form.WrittenSpan);
    }

    /// <summary>A short stand-in for an id of another sort that is too long for one.</summary>
    public static string OfText(string text) => Hash(Encoding.UTF8.GetBytes(text));

    /// <summary>A stand-in for the id of a message that cannot be read: of what was sent, byte by byte.</summary>
    public static string OfMessage(ReadOnlySpan<byte> utf8) => Hash(utf8);

    private static string Hash(ReadOnlySpan<byte> form)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(form, hash);
        return "sha256:" + Convert.ToHexStringLower(hash[..16]);
    }

    // An empty text is none here, as it is for ids.
    private static void WriteText(ArrayBufferWriter<byte> form, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            WriteLength(form, -1);
            return;
        }

        WriteLength(form, Encoding.UTF8.GetByteCount(text));
        form.Advance(Encoding.UTF8.GetBytes(text, form.GetSpan(text.Length * 3)));
    }

    private static void WriteNumber(ArrayBufferWriter<byte> form, long? number)
    {
        if (number is null)
        {
            WriteLength(form, -1);
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        number.Value.TryFormat(digits, out var length, provider: System.Globalization.CultureInfo.InvariantCulture);
        WriteLength(form, length);
        form.Write(digits[..length]);
    }

    private static void WriteJson(ArrayBufferWriter<byte> form, ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            WriteLength(form, -1);
            return;
        }

        var compact = ArrayPool<byte>.Shared.Rent(json.Length);
        var length = Compact(json, compact);
        WriteLength(form, length);
        form.Write(compact.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(compact);
    }

    // White space may stand only between tokens: what lies outside quotes and is white space goes.
    private static int Compact(ReadOnlySpan<byte> json, Span<byte> target)
    {
        var length = 0;
        var quoted = false;
        for (var i = 0; i < json.Length; i++)
        {
            var symbol = json[i];
            if (!quoted && symbol is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                continue;
            target[length++] = symbol;
            if (symbol == '"')
                quoted = !quoted;
            else if (quoted && symbol == '\\')
                target[length++] = json[++i];
        }

        return length;
    }

    private static void WriteLength(ArrayBufferWriter<byte> form, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(form.GetSpan(4), length);
        form.Advance(4);
    }
}
