using System.Buffers.Text;

namespace Analytics.Api.Access.Tokens;

/// <summary>Base64url as RFC 7515 writes it: no padding, no white space, no stray bits.</summary>
internal static class StrictBase64Url
{
    /// <returns>Null when the text is not the one encoding of some bytes.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return null;
        if (text.Length % 4 == 1)
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.TryDecodeFromChars(text, bytes, out var written))
            return null;
        var decoded = bytes.AsSpan(0, written);
        // Left-over bits of the last character would give one token several spellings.
        return Base64Url.EncodeToString(decoded).AsSpan().SequenceEqual(text) ? decoded.ToArray() : null;
    }
}
