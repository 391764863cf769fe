using System.Globalization;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>The built-in scalar <c>ID</c>: text or a whole number comes in, text goes out.</summary>
public sealed class IdType() : ScalarType<string>(
    "ID",
    "The `ID` scalar type represents a unique identifier. It is serialized as a String; any string (such as `\"4\"`) "
    + "or integer (such as `4`) input value is accepted.")
{
    /// <inheritdoc/>
    public override string ReadJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        // However long, as a literal may be too.
        JsonValueKind.Number when double.IsInteger(value.GetDouble()) => JsonText.Of(value),
        _ => throw Cannot(value),
    };

    /// <inheritdoc/>
    public override string ReadLiteral(IValueNode literal) => literal switch
    {
        StringValueNode text => text.Value,
        IntValueNode number => number.Value,
        _ => throw new CoercionException(
            $"ID cannot represent a non-string and non-integer value: {ValueText.Of(literal)}"),
    };

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, string value) => writer.WriteString(value);

    /// <inheritdoc/>
    // A number identifies only when it is whole.
    protected override string Convert(object value) => value switch
    {
        bool => throw Cannot(value),
        double or float or decimal => IsWhole(value)
            ? System.Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("F0", CultureInfo.InvariantCulture)
            : throw Cannot(value),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? throw Cannot(value),
    };
}
