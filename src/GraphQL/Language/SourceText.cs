using System.Text;
using System.Text.Unicode;

namespace Analytics.GraphQL.Language;

/// <summary>Checks, before the first token is read, that a source is UTF-8.</summary>
internal static class SourceText
{
    /// <summary>What ends a line; nothing else does.</summary>
    public static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <exception cref="SyntaxException">The text is too long or not UTF-8.</exception>
    public static void Check(ReadOnlySpan<byte> utf8, ParserOptions options)
    {
        if (utf8.Length > options.MaxBytes)
            throw new SyntaxException(
                $"Syntax Error: Document is longer than {options.MaxBytes} bytes. Parsing aborted.",
                new Location(0, 0, 1, 1), limitExceeded: true);
        if (!Utf8.IsValid(utf8))
            throw InvalidByte(utf8);
    }

    /// <summary>Encodes text whose surrogates are all in pairs.</summary>
    /// <exception cref="SyntaxException">A surrogate stands alone.</exception>
    public static byte[] Encode(string text)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException fault)
        {
            var location = LocationAfter(Encoding.UTF8.GetBytes(text[..fault.Index]));
            throw new SyntaxException($"Syntax Error: Invalid character: U+{(int)text[fault.Index]:X4}.", location);
        }
    }

    private static SyntaxException InvalidByte(ReadOnlySpan<byte> utf8)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(utf8[position..], out _, out var length) == System.Buffers.OperationStatus.Done)
            position += length;
        return new SyntaxException(
            $"Syntax Error: Invalid UTF-8 byte 0x{utf8[position]:X2}.", LocationAfter(utf8[..position]));
    }

    private static Location LocationAfter(ReadOnlySpan<byte> valid)
    {
        var lines = Encoding.UTF8.GetString(valid).Split(LineEnds, StringSplitOptions.None);
        return new Location(valid.Length, valid.Length, lines.Length, lines[^1].Length + 1);
    }
}
