using System.Globalization;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>The built-in scalar <c>String</c>.</summary>
public sealed class StringType() : ScalarType<string>(
    "String", "The `String` scalar type represents textual data, represented as UTF-8 character sequences.")
{
    /// <inheritdoc/>
    public override string ReadJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw CannotNon("string", value);

    /// <inheritdoc/>
    public override string ReadLiteral(IValueNode literal) =>
        literal is StringValueNode text ? text.Value : throw CannotNon("string", literal);

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, string value) => writer.WriteString(value);

    /// <inheritdoc/>
    protected override string Convert(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? throw Cannot(value),
    };
}
