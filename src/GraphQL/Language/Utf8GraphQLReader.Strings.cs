using System.Buffers.Text;
using System.Text;

namespace Analytics.GraphQL.Language;

internal ref partial struct Utf8GraphQLReader
{
    private TokenKind ReadString()
    {
        _position++;
        while (_position < _source.Length && _source[_position] is not ((byte)'\n' or (byte)'\r'))
        {
            switch (_source[_position])
            {
                case (byte)'"':
                    _position++;
                    return TokenKind.String;
                case (byte)'\\':
                    if (!TryReadEscape(_source[_position..], out _, out var length))
                        throw EscapeError(length);
                    _position += length;
                    break;
                default:
                    SkipCharacter();
                    break;
            }
        }
        throw Error("Unterminated string.", Here(_position));
    }

    private TokenKind ReadBlockString()
    {
        _position += 3;
        while (_position < _source.Length)
        {
            var rest = _source[_position..];
            if (rest.StartsWith("\"\"\""u8))
            {
                _position += 3;
                return TokenKind.BlockString;
            }
            if (rest.StartsWith("\\\"\"\""u8))
                _position += 4;
            else if (rest[0] is (byte)'\n' or (byte)'\r')
                EndLine();
            else
                SkipCharacter();
        }
        throw Error("Unterminated string.", Here(_position));
    }

    private static string Unescape(ReadOnlySpan<byte> text)
    {
        var escape = text.IndexOf((byte)'\\');
        if (escape < 0)
            return Encoding.UTF8.GetString(text);
        var value = new StringBuilder(text.Length);
        for (; escape >= 0; escape = text.IndexOf((byte)'\\'))
        {
            value.Append(Encoding.UTF8.GetString(text[..escape]));
            TryReadEscape(text[escape..], out var rune, out var length);
            value.Append(rune.ToString());
            text = text[(escape + length)..];
        }
        return value.Append(Encoding.UTF8.GetString(text)).ToString();
    }

    /// <summary>Reads an escape sequence.</summary>
    /// <param name="text">Text that starts with the backslash.</param>
    /// <param name="rune">The character that is meant.</param>
    /// <param name="length">Bytes of the sequence; when it is faulty, the UTF-16 units that the message quotes.</param>
    private static bool TryReadEscape(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        rune = default;
        length = 2;
        var escaped = text.Length > 1 ? text[1] : (byte)0;
        if (escaped == 'u')
            return text.Length > 2 && text[2] == '{'
                ? TryReadBracedEscape(text, out rune, out length)
                : TryReadFixedEscape(text, out rune, out length);
        var character = escaped switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => (char)escaped,
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => '\0',
        };
        rune = new Rune(character);
        return character != '\0';
    }

    private static bool TryReadBracedEscape(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        rune = default;
        // At most eight digits, leading zeros included: \u{0010FFFF} has 12 characters.
        var inside = text[3..Math.Min(text.Length, 12)];
        if (!Utf8Parser.TryParse(inside, out uint point, out var digits, 'x'))
            digits = 0;
        length = Math.Min(3 + digits + 1, 12);
        return digits > 0 && digits < inside.Length && inside[digits] == '}' && Rune.TryCreate(point, out rune);
    }

    private static bool TryReadFixedEscape(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        length = 6;
        rune = default;
        if (!TryReadHex(text, 2, out var first))
            return false;
        if (Rune.TryCreate(first, out rune))
            return true;
        // A leading surrogate counts only with the trailing one that follows it.
        if (text.Length < 8 || text[6] != '\\' || text[7] != 'u' || !TryReadHex(text, 8, out var second)
            || !Rune.TryCreate(first, second, out rune))
            return false;
        length = 12;
        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> text, int start, out char value)
    {
        value = default;
        if (text.Length < start + 4
            || !Utf8Parser.TryParse(text.Slice(start, 4), out ushort number, out var digits, 'x') || digits < 4)
            return false;
        value = (char)number;
        return true;
    }

    private readonly SyntaxException EscapeError(int units)
    {
        var rest = _source[_position..];
        var quoted = Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, units * 4)]);
        quoted = quoted[..Math.Min(quoted.Length, units)];
        var what = quoted.StartsWith("\\u", StringComparison.Ordinal) ? "Unicode" : "character";
        return Error($"Invalid {what} escape sequence: \"{quoted}\".", Here(_position));
    }
}
