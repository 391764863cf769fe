using System.Text.Json;

namespace Analytics.GraphQL.Types.Values;

/// <summary>Coerces JSON, as variables bring it, by the rules of the specification's "Input Coercion" sections.</summary>
internal static class JsonCoercion
{
    /// <summary>The .NET value; null for JSON null, <c>object?[]</c> for a list.</summary>
    /// <exception cref="CoercionException">The value does not fit.</exception>
    public static object? Coerce(IType type, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return type is NonNullType
                ? throw new CoercionException($"Expected non-nullable type \"{type}\" not to be null.")
                : null;
        return type.NullableType() switch
        {
            ListType list => List(list, value),
            InputObjectType input => Object(input, value),
            EnumType known => Enum(known, value),
            ScalarType scalar => scalar.ParseJson(value),
            var other => throw new CoercionException($"{other} is no input type."),
        };
    }

    private static object?[] List(ListType type, JsonElement value)
    {
        // A single value stands for a list of one.
        if (value.ValueKind != JsonValueKind.Array)
            return [Coerce(type.ElementType, value)];
        var items = new object?[value.GetArrayLength()];
        var index = 0;
        foreach (var item in value.EnumerateArray())
            items[index] = At(type.ElementType, item, index++);
        return items;
    }

    private static object? At(IType type, JsonElement value, object segment)
    {
        try
        {
            return Coerce(type, value);
        }
        catch (CoercionException fault)
        {
            throw fault.Inside(segment, value);
        }
    }

    private static object Enum(EnumType type, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw new CoercionException($"Enum \"{type.Name}\" cannot represent non-string value: {ValueText.Of(value)}.");
        return type.Values.Find(value.GetString()!)?.Value
            ?? throw new CoercionException($"Value {ValueText.Of(value)} does not exist in \"{type.Name}\" enum.");
    }

    private static object Object(InputObjectType type, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new CoercionException($"Expected type \"{type.Name}\" to be an object.");
        foreach (var property in value.EnumerateObject())
            if (!type.Fields.Contains(property.Name))
                throw new CoercionException($"Field \"{property.Name}\" is not defined by type \"{type.Name}\".");
        var values = new object?[type.Fields.Count];
        for (var index = 0; index < values.Length; index++)
            values[index] = Field(type.Fields[index], value);
        if (type.IsOneOf)
            OneOf.Check(type, values, value.EnumerateObject().Count());
        return type.Construct(values);
    }

    private static object? Field(InputField field, JsonElement owner)
    {
        if (!owner.TryGetProperty(field.Name, out var given))
            return InputDefaults.Of(field);
        try
        {
            return field.Convert(Coerce(field.Type, given));
        }
        catch (CoercionException fault)
        {
            throw fault.Inside(field.Name, given);
        }
    }
}
