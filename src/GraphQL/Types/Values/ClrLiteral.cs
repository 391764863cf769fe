using System.Collections;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Values;

/// <summary>Literals from .NET constants.</summary>
internal static class ClrLiteral
{
    /// <summary>The literal that a constant of the type means.</summary>
    /// <exception cref="CoercionException">The constant does not fit the type.</exception>
    public static IValueNode Of(object? value, IType type) => (value, type.NullableType()) switch
    {
        (null, _) => new NullValueNode(),
        (IEnumerable items, ListType list) when value is not string =>
            new ListValueNode([.. items.Cast<object?>().Select(item => Of(item, list.ElementType))]),
        (_, ListType list) => Of(value, list.ElementType),
        (_, EnumType known) => OfEnum(value, known),
        (_, ScalarType scalar) => OfScalar(value, scalar),
        _ => throw new CoercionException($"{type} needs its default in GraphQL syntax."),
    };

    private static EnumValueNode OfEnum(object value, EnumType type)
    {
        // A nullable parameter's default is stored as the bare number.
        var typed = value.GetType().IsEnum ? value : Enum.ToObject(type.ClrType!, value);
        return type.FindByValue(typed) is { } known
            ? new EnumValueNode(known.Name)
            : throw new CoercionException($"Enum \"{type.Name}\" cannot represent value: {value}");
    }

    private static IValueNode OfScalar(object value, ScalarType type)
    {
        using var writer = new ResultWriter(64);
        // Attributes cannot hold dates, decimals and the like: such a constant is given as text.
        if (value is string text && type.ClrType != typeof(string))
            return new StringValueNode(text);
        type.WriteObject(writer, value);
        using var json = JsonDocument.Parse(writer.Written);
        return LiteralJson.FromJson(json.RootElement, type);
    }
}
