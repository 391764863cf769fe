using System.Text.Json;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>What a gateway knows of an entity: its type's name and a key.</summary>
internal sealed class RepresentationType() : ScalarType<JsonElement>(
    "_Any", "An entity as a gateway knows it: an object with `__typename` and the fields of a key.")
{
    public override JsonElement ReadJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.Clone() : throw CannotNon("object", value);

    public override JsonElement ReadLiteral(IValueNode literal) =>
        literal is ObjectValueNode ? LiteralJson.ToJson(literal) : throw CannotNon("object", literal);

    public override void Write(ResultWriter writer, JsonElement value) => writer.WriteJson(value);
}
