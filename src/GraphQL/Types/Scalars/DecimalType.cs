using System.Globalization;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Decimal numbers with 28 significant digits, written exactly and without exponent.</summary>
public sealed class DecimalType() : ScalarType<decimal>(
    "Decimal",
    "The `Decimal` scalar type represents a decimal number with up to 28 significant digits, written exactly as a "
    + "JSON number without exponent.")
{
    /// <inheritdoc/>
    public override decimal ReadJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            ? number
            : throw CannotNon("decimal", value);

    /// <inheritdoc/>
    public override decimal ReadLiteral(IValueNode literal)
    {
        var text = literal switch
        {
            IntValueNode whole => whole.Value,
            FloatValueNode fraction => fraction.Value,
            _ => throw CannotNon("decimal", literal),
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw CannotNon("decimal", literal);
    }

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, decimal value) => writer.WriteNumber(value);
}
