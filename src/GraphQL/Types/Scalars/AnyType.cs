using System.Text.Json;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Any JSON value.</summary>
public sealed class AnyType() : ScalarType<JsonElement>(
    "Any", "The `Any` scalar type represents any JSON value: text, number, boolean, list or object.",
    new("https://www.rfc-editor.org/rfc/rfc8259"))
{
    /// <inheritdoc/>
    // The request's document may be given back before a stored value is read.
    public override JsonElement ReadJson(JsonElement value) => value.Clone();

    /// <inheritdoc/>
    public override JsonElement ReadLiteral(IValueNode literal) => LiteralJson.ToJson(literal);

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, JsonElement value) => writer.WriteJson(value);

    /// <inheritdoc/>
    protected override JsonElement Convert(object value) => value switch
    {
        string or bool or int or long or double or decimal => JsonSerializer.SerializeToElement(value, value.GetType()),
        JsonDocument document => document.RootElement,
        System.Text.Json.Nodes.JsonNode node => JsonSerializer.SerializeToElement(node),
        _ => throw Cannot(value),
    };
}
