using System.Buffers.Text;
using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>Walks a JSON value once, without making a string of it, and says whether the log can keep it.</summary>
internal static class JsonRules
{
    /// <summary>
    /// The reader stands on the value's first token; afterwards on its last, or on the faulty one.
    /// </summary>
    public static JsonFault Walk(ref Utf8JsonReader reader)
    {
        var outside = reader.CurrentDepth;
        do
        {
            var fault = CheckToken(ref reader, outside);
            if (fault != JsonFault.None)
                return fault;
        }
        while ((reader.CurrentDepth > outside || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            && reader.Read());
        return JsonFault.None;
    }

    /// <summary>Whether the escapes of a string's raw bytes make Unicode text without U+0000.</summary>
    public static JsonFault CheckEscapes(ReadOnlySpan<byte> raw)
    {
        while (raw.IndexOf((byte)'\\') is var at and >= 0)
        {
            if (raw[at + 1] != (byte)'u')
            {
                raw = raw[(at + 2)..];
                continue;
            }

            var unit = HexUnit(raw[(at + 2)..]);
            raw = raw[(at + 6)..];
            if (unit == 0)
                return JsonFault.NulCharacter;
            if (!char.IsSurrogate(unit))
                continue;
            var paired = char.IsHighSurrogate(unit) && raw.StartsWith(@"\u"u8) && char.IsLowSurrogate(HexUnit(raw[2..]));
            if (!paired)
                return JsonFault.LoneSurrogate;
            raw = raw[6..];
        }

        return JsonFault.None;
    }

    private static JsonFault CheckToken(ref Utf8JsonReader reader, int outside) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName =>
            reader.ValueIsEscaped ? CheckEscapes(reader.ValueSpan) : JsonFault.None,
        JsonTokenType.Number => CheckNumber(reader.ValueSpan),
        JsonTokenType.StartObject or JsonTokenType.StartArray =>
            reader.CurrentDepth - outside >= EventRules.MaxDepth ? JsonFault.TooDeep : JsonFault.None,
        _ => JsonFault.None,
    };

    // jsonb writes 1e9999 out in digits: six bytes sent would become kilobytes kept, and 1e999999 would fail the write.
    private static JsonFault CheckNumber(ReadOnlySpan<byte> number)
    {
        if (number.Length > EventRules.MaxNumberLength)
            return JsonFault.NumberOutOfRange;
        var e = number.IndexOfAny((byte)'e', (byte)'E');
        if (e < 0)
            return JsonFault.None;
        var digits = number[(e + 1)..].TrimStart((byte)'+');
        return Utf8Parser.TryParse(digits, out int exponent, out _) && Math.Abs((long)exponent) <= EventRules.MaxExponent
            ? JsonFault.None
            : JsonFault.NumberOutOfRange;
    }

    private static char HexUnit(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'X') ? (char)unit : '\0';
}
