using System.Globalization;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Identity;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.TrackingPlan;

/// <summary>A property's value without its text: a code, or a number without zeros at its end.</summary>
/// <param name="Kind">Its type.</param>
/// <param name="Value">The text's code, 1 for false and 2 for true, or the number's digits.</param>
/// <param name="Scale">Of a number, the digits behind the point.</param>
internal readonly record struct TypedValue(ValueKind Kind, long Value, byte Scale)
{
    public static TypedValue Number(long value, byte scale)
    {
        while (scale > 0 && value % 10 == 0)
            (value, scale) = (value / 10, (byte)(scale - 1));
        return new TypedValue(ValueKind.Number, value, scale);
    }

    /// <summary>The number that it is.</summary>
    public decimal Decimal => Value / PowersOfTen.AsDecimal(Scale);

    public string Text(DictionaryView texts) => Kind switch
    {
        ValueKind.Text => texts.Text((uint)Value),
        ValueKind.Boolean => Value == 2 ? "true" : "false",
        _ => Decimal.ToString(CultureInfo.InvariantCulture),
    };
}
