using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Base of scalars that are text with a format.</summary>
/// <typeparam name="T">The .NET type.</typeparam>
public abstract class TextScalarType<T>(string name, string description, Uri? specifiedBy = null)
    : ScalarType<T>(name, description, specifiedBy) where T : notnull
{
    /// <inheritdoc/>
    public sealed override T ReadJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Parse(value.GetString()!) : throw CannotNon("string", value);

    /// <inheritdoc/>
    public sealed override T ReadLiteral(IValueNode literal) =>
        literal is StringValueNode text ? Parse(text.Value) : throw CannotNon("string", literal);

    /// <summary>The value of a text.</summary>
    /// <exception cref="CoercionException">The text does not have the format.</exception>
    protected abstract T Parse(string text);
}
