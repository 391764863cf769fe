using System.Globalization;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>The built-in scalar <c>Int</c>.</summary>
public sealed class IntType() : ScalarType<int>(
    "Int",
    "The `Int` scalar type represents non-fractional signed whole numeric values between -(2^31) and 2^31 - 1.")
{
    /// <inheritdoc/>
    public override int ReadJson(JsonElement value) => value.ValueKind != JsonValueKind.Number
        ? throw CannotNon("integer", value)
        : WholeNumber.TryRead(value, out var whole)
            ? whole is >= int.MinValue and <= int.MaxValue ? (int)whole : throw TooLarge(value)
            : throw (double.IsInteger(value.GetDouble()) ? TooLarge(value) : CannotNon("integer", value));

    /// <inheritdoc/>
    public override int ReadLiteral(IValueNode literal) => literal is not IntValueNode number
        ? throw CannotNon("integer", literal)
        : int.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw TooLarge(literal);

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, int value) => writer.WriteNumber(value);

    private static CoercionException TooLarge(object value) =>
        new($"Int cannot represent non 32-bit signed integer value: {ValueText.Of(value)}");
}
