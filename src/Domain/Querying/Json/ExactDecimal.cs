using System.Globalization;

namespace Analytics.Domain.Querying.Json;

/// <summary>Reads JSON numbers that a decimal holds exactly, and no others.</summary>
internal static class ExactDecimal
{
    private const int MaxScale = 28;

    public static bool TryParse(string json, out decimal value)
    {
        value = 0;
        var e = json.IndexOfAny(['e', 'E']);
        var mantissa = e < 0 ? json : json[..e];
        var exponent = 0;
        if (e >= 0 && !int.TryParse(
                json[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return false;
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimEnd('0');
        if (significant.TrimStart('0').Length == 0)
            return true;
        // Digits behind the point, once the zeros at the end are gone.
        var scale = (point < 0 ? 0L : mantissa.Length - point - 1) - exponent - (digits.Length - significant.Length);
        return scale <= MaxScale
            && significant.TrimStart('0').Length <= MaxScale
            && decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
