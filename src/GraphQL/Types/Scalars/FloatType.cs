using System.Globalization;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>The built-in scalar <c>Float</c>.</summary>
public sealed class FloatType() : ScalarType<double>(
    "Float",
    "The `Float` scalar type represents signed double-precision fractional values as specified by "
    + "[IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).")
{
    /// <inheritdoc/>
    public override double ReadJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw CannotNon("numeric", value);

    /// <inheritdoc/>
    public override double ReadLiteral(IValueNode literal)
    {
        var text = literal switch
        {
            IntValueNode whole => whole.Value,
            FloatValueNode fraction => fraction.Value,
            _ => throw CannotNon("numeric", literal),
        };
        var value = double.Parse(text, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw CannotNon("numeric", literal);
    }

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, double value) => writer.WriteNumber(value);
}
