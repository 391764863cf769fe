using System.Globalization;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>64-bit whole numbers, exact in JSON; a reader without 64-bit integers must parse them with care.</summary>
public sealed class LongType() : ScalarType<long>(
    "Long",
    "The `Long` scalar type represents non-fractional signed whole numeric values between -(2^63) and 2^63 - 1, "
    + "written as a JSON number.")
{
    /// <inheritdoc/>
    public override long ReadJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && WholeNumber.TryRead(value, out var whole)
            ? whole
            : throw CannotNon("64-bit integer", value);

    /// <inheritdoc/>
    public override long ReadLiteral(IValueNode literal) =>
        literal is IntValueNode number && long.TryParse(
            number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw CannotNon("64-bit integer", literal);

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, long value) => writer.WriteNumber(value);
}
