using System.Buffers.Text;

namespace Analytics.Columnar.Encoding;

/// <summary>Reads JSON numbers as <c>coefficient / 10^scale</c>, without trailing zeros.</summary>
internal static class DecimalText
{
    /// <summary>Digits that are kept exactly; more behind the point are rounded, half to even.</summary>
    public const int MaxDigits = 18;

    /// <returns>False when there are more than <see cref="MaxDigits"/> digits before the point.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out long coefficient, out byte scale)
    {
        if (TryParsePlain(text, out coefficient, out var places))
            return Normalise(ref coefficient, places, out scale);
        scale = 0;
        return Utf8Parser.TryParse(text, out decimal value, out var used)
            && used == text.Length
            && TrySplit(value, out coefficient, out scale);
    }

    /// <summary>The same of a decimal.</summary>
    public static bool TrySplit(decimal value, out long coefficient, out byte scale)
    {
        (coefficient, scale) = (0, 0);
        var whole = decimal.Truncate(Math.Abs(value));
        if (whole >= 1_000_000_000_000_000_000m)
            return false;
        var digits = 0;
        for (var rest = (long)whole; rest > 0; rest /= 10)
            digits++;
        value = decimal.Round(value, MaxDigits - digits, MidpointRounding.ToEven);
        var places = value.Scale;
        while (places > 0 && value == decimal.Round(value, places - 1))
            places--;
        coefficient = (long)(value * PowersOfTen.AsDecimal(places));
        return Normalise(ref coefficient, places, out scale);
    }

    // Most numbers: a sign, digits, perhaps a point and digits, 18 in all.
    private static bool TryParsePlain(ReadOnlySpan<byte> text, out long coefficient, out int scale)
    {
        (coefficient, scale) = (0, 0);
        var negative = text[0] == '-';
        var point = -1;
        var start = negative ? 1 : 0;
        if (text.Length - start > MaxDigits + 1)
            return false;
        for (var i = start; i < text.Length; i++)
            if (text[i] == '.')
                point = i;
            else if (text[i] is >= (byte)'0' and <= (byte)'9')
                coefficient = (coefficient * 10) + (text[i] - '0');
            else
                return false;
        if (point < 0 && text.Length - start > MaxDigits)
            return false;
        if (negative)
            coefficient = -coefficient;
        scale = point < 0 ? 0 : text.Length - point - 1;
        return true;
    }

    private static bool Normalise(ref long coefficient, int places, out byte scale)
    {
        while (places > 0 && coefficient % 10 == 0)
        {
            coefficient /= 10;
            places--;
        }
        scale = (byte)places;
        return true;
    }
}
