using System.Buffers;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Values;

/// <summary>Literals as JSON and JSON as literals.</summary>
internal static class LiteralJson
{
    /// <summary>The JSON value of a literal without variables; enum values become text.</summary>
    /// <exception cref="CoercionException">The literal holds a variable.</exception>
    public static JsonElement ToJson(IValueNode literal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, literal);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>The literal that means the same as a JSON value; text becomes an enum literal where asked.</summary>
    public static IValueNode FromJson(JsonElement json, IType type) => (json.ValueKind, type.NullableType()) switch
    {
        (JsonValueKind.Null or JsonValueKind.Undefined, _) => new NullValueNode(),
        (JsonValueKind.True or JsonValueKind.False, _) => new BooleanValueNode(json.GetBoolean()),
        (JsonValueKind.String, EnumType) => new EnumValueNode(json.GetString()!),
        (JsonValueKind.String, _) => new StringValueNode(json.GetString()!),
        (JsonValueKind.Array, var list) => new ListValueNode(
            [.. json.EnumerateArray().Select(item => FromJson(item, (list as ListType)?.ElementType ?? list))]),
        (JsonValueKind.Object, var owner) => new ObjectValueNode([.. Fields(json, owner as InputObjectType)]),
        _ => Number(json.GetRawText()),
    };

    private static IEnumerable<ObjectFieldNode> Fields(JsonElement json, InputObjectType? type) =>
        from property in json.EnumerateObject()
        let fieldType = type?.Fields.Find(property.Name)?.Type
        select new ObjectFieldNode(
            new NameNode(property.Name), FromJson(property.Value, fieldType ?? new Scalars.AnyType()));

    private static IValueNode Number(string text) =>
        text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? new IntValueNode(text) : new FloatValueNode(text);

    private static void Write(Utf8JsonWriter writer, IValueNode literal)
    {
        switch (literal)
        {
            case NullValueNode: writer.WriteNullValue(); break;
            case BooleanValueNode node: writer.WriteBooleanValue(node.Value); break;
            case StringValueNode node: writer.WriteStringValue(node.Value); break;
            case EnumValueNode node: writer.WriteStringValue(node.Value); break;
            case IntValueNode node: writer.WriteRawValue(node.Value); break;
            case FloatValueNode node: writer.WriteRawValue(node.Value); break;
            case ListValueNode node:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case ObjectValueNode node:
                writer.WriteStartObject();
                foreach (var field in node.Fields)
                {
                    writer.WritePropertyName(field.Name.Value);
                    Write(writer, field.Value);
                }
                writer.WriteEndObject();
                break;
            default:
                throw new CoercionException($"A constant cannot hold {ValueText.Of(literal)}");
        }
    }
}
