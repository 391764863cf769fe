using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>The built-in scalar <c>Boolean</c>.</summary>
public sealed class BooleanType() : ScalarType<bool>(
    "Boolean", "The `Boolean` scalar type represents `true` or `false`.")
{
    /// <inheritdoc/>
    public override bool ReadJson(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw CannotNon("boolean", value);

    /// <inheritdoc/>
    public override bool ReadLiteral(IValueNode literal) =>
        literal is BooleanValueNode boolean ? boolean.Value : throw CannotNon("boolean", literal);

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, bool value) => writer.WriteBoolean(value);
}
