using System.Buffers;
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
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        // The decoder itself refuses left-over bits in the last character, which would give one token two spellings.
        var status = Base64Url.DecodeFromChars(text, bytes, out _, out var written);
        return status == OperationStatus.Done ? bytes[..written] : null;
    }
}
