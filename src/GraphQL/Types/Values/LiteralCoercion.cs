using System.Collections;
using System.Text.Json;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types.Values;

/// <summary>Coerces literals of documents and schemas, with variables inside, by the specification's rules.</summary>
internal static class LiteralCoercion
{
    /// <summary>The .NET value; null for null, <c>object?[]</c> for a list.</summary>
    /// <exception cref="CoercionException">The literal does not fit.</exception>
    public static object? Coerce(IType type, IValueNode literal, VariableValues? variables = null)
    {
        if (literal is VariableNode variable)
            return Variable(type, variable, variables ?? VariableValues.None);
        if (literal is NullValueNode)
            return type is NonNullType
                ? throw new CoercionException($"Expected value of type \"{type}\", found null.")
                : null;
        return type.NullableType() switch
        {
            ListType list => List(list, literal, variables),
            InputObjectType input => Object(input, literal, variables),
            EnumType known => Enum(known, literal),
            ScalarType scalar => scalar.ParseLiteral(Inline(literal, variables)),
            var other => throw new CoercionException($"{other} is no input type."),
        };
    }

    /// <summary>Whether a literal is a variable that got no value, which counts as not given.</summary>
    public static bool IsUnset(IValueNode literal, VariableValues? variables) =>
        literal is VariableNode variable && variables?.ContainsKey(variable.Name.Value) != true;

    private static object? Variable(IType type, VariableNode variable, VariableValues variables)
    {
        var value = variables.GetValueOrDefault(variable.Name.Value);
        return value is null && type is NonNullType
            ? throw new CoercionException($"Expected variable \"${variable.Name.Value}\" of type \"{type}\" not to be null.")
            : value;
    }

    private static object?[] List(ListType type, IValueNode literal, VariableValues? variables)
    {
        if (literal is not ListValueNode list)
            return [Coerce(type.ElementType, literal, variables)];
        var items = new object?[list.Items.Length];
        for (var index = 0; index < items.Length; index++)
            try
            {
                items[index] = Coerce(type.ElementType, list.Items[index], variables);
            }
            catch (CoercionException fault)
            {
                throw fault.Inside(index);
            }
        return items;
    }

    private static object Enum(EnumType type, IValueNode literal) => literal is EnumValueNode name
        ? type.Values.Find(name.Value)?.Value
            ?? throw new CoercionException($"Value \"{name.Value}\" does not exist in \"{type.Name}\" enum.")
        : throw new CoercionException($"Enum \"{type.Name}\" cannot represent non-enum value: {ValueText.Of(literal)}.");

    private static object Object(InputObjectType type, IValueNode literal, VariableValues? variables)
    {
        if (literal is not ObjectValueNode node)
            throw new CoercionException($"Expected value of type \"{type.Name}\", found {ValueText.Of(literal)}.");
        var given = node.Fields.Where(field => !IsUnset(field.Value, variables))
            .DistinctBy(field => field.Name.Value).ToDictionary(field => field.Name.Value, field => field.Value);
        if (node.Fields.FirstOrDefault(field => !type.Fields.Contains(field.Name.Value)) is { } unknown)
            throw new CoercionException($"Field \"{unknown.Name.Value}\" is not defined by type \"{type.Name}\".");
        var values = new object?[type.Fields.Count];
        for (var index = 0; index < values.Length; index++)
            values[index] = Field(type.Fields[index], given, variables);
        if (type.IsOneOf)
            OneOf.Check(type, values);
        return type.Construct(values);
    }

    private static object? Field(InputField field, Dictionary<string, IValueNode> given, VariableValues? variables)
    {
        if (!given.TryGetValue(field.Name, out var literal))
            return InputDefaults.Of(field);
        try
        {
            return field.Convert(Coerce(field.Type, literal, variables));
        }
        catch (CoercionException fault)
        {
            throw fault.Inside(field.Name);
        }
    }

    // A scalar such as Any may take lists and objects with variables in them: those are scalars' values again.
    private static IValueNode Inline(IValueNode literal, VariableValues? variables) => literal switch
    {
        ListValueNode list => new ListValueNode([.. list.Items.Select(item => Inline(item, variables))]),
        ObjectValueNode node => new ObjectValueNode([.. node.Fields.Select(
            field => new ObjectFieldNode(field.Name, Inline(field.Value, variables)))]),
        VariableNode variable => ValueOf(variable.Name.Value, variables),
        _ => literal,
    };

    private static IValueNode ValueOf(string name, VariableValues? variables) => variables?.GetValueOrDefault(name) switch
    {
        null => new NullValueNode(),
        JsonElement json => LiteralJson.FromJson(json, new AnyType()),
        // A .NET class of the schema's has no JSON of its own: it is what the caller wrote.
        var value when !IsPlain(value) && variables.Given.ValueKind == JsonValueKind.Object
            && variables.Given.TryGetProperty(name, out var given) => LiteralJson.FromJson(given, new AnyType()),
        var value => FromValue(value),
    };

    private static bool IsPlain(object? value) => value switch
    {
        null or string or bool or int or long or double or decimal or System.Enum or JsonElement or IDictionary => true,
        object?[] items => items.All(IsPlain),
        _ => false,
    };

    private static IValueNode FromValue(object value) => value switch
    {
        object?[] items => new ListValueNode(
            [.. items.Select(item => item is null ? new NullValueNode() : FromValue(item))]),
        System.Enum name => new EnumValueNode(Building.Naming.EnumValue(name.GetType().GetField(name.ToString())!)),
        _ => LiteralJson.FromJson(JsonSerializer.SerializeToElement(value, value.GetType()), new AnyType()),
    };
}
