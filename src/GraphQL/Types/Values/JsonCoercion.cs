using System.Text.Json;

namespace Analytics.GraphQL.Types.Values;

/// <summary>Coerces JSON, as variables bring it, by the rules of the specification's "Input Coercion" sections.</summary>
/// <param name="faults">Takes all that is wrong; a value with faults must not be used.</param>
internal readonly struct JsonCoercion(InputFaults faults)
{
    // Stands for a value that was given, but does not fit.
    private static readonly object Faulty = new();

    /// <summary>The .NET value; null for JSON null, <c>object?[]</c> for a list.</summary>
    public object? Coerce(IType type, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return type is NonNullType
                ? Fault($"Expected non-nullable type \"{type}\" not to be null.", value)
                : null;
        return type.NullableType() switch
        {
            ListType list => List(list, value),
            InputObjectType input => Object(input, value),
            EnumType known => Enum(known, value),
            ScalarType scalar => Scalar(scalar, value),
            var other => Fault($"{other} is no input type.", value),
        };
    }

    private object Fault(string message, JsonElement value)
    {
        faults.Add(message, value);
        return Faulty;
    }

    private object?[] List(ListType type, JsonElement value)
    {
        // A single value stands for a list of one.
        if (value.ValueKind != JsonValueKind.Array)
            return [Coerce(type.ElementType, value)];
        var items = new object?[value.GetArrayLength()];
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var before = faults.Count;
            items[index] = Coerce(type.ElementType, item);
            if (faults.Count > before)
                faults.Under(index, before);
            index++;
        }
        return items;
    }

    private object Scalar(ScalarType type, JsonElement value)
    {
        try
        {
            return type.ParseJson(value);
        }
        catch (CoercionException fault)
        {
            return Fault(fault.Message, value);
        }
    }

    private object Enum(EnumType type, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            var text = ValueText.Of(value);
            return Fault(
                $"Enum \"{type.Name}\" cannot represent non-string value: {text}.{DidYouMean(text, type)}", value);
        }
        var name = value.GetString()!;
        return type.Values.Find(name)?.Value ?? Fault(
            $"Value \"{name}\" does not exist in \"{type.Name}\" enum.{DidYouMean(name, type)}", value);
    }

    private string DidYouMean(string name, EnumType type) =>
        faults.DidYouMean(name, type.Values.Select(known => known.Name), "the enum value");

    private object Object(InputObjectType type, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return Fault($"Expected type \"{type.Name}\" to be an object.", value);
        var before = faults.Count;
        var values = new object?[type.Fields.Count];
        for (var index = 0; index < values.Length; index++)
            values[index] = Field(type.Fields[index], value);
        foreach (var property in value.EnumerateObject())
            if (!type.Fields.Contains(property.Name))
                faults.Add($"Field \"{property.Name}\" is not defined by type \"{type.Name}\"."
                    + faults.DidYouMean(property.Name, type.Fields.Select(field => field.Name)), value);
        if (type.IsOneOf)
            CheckOneOf(type, values, value);
        return faults.Count > before ? Faulty : type.Construct(values);
    }

    private object? Field(InputField field, JsonElement owner)
    {
        if (!owner.TryGetProperty(field.Name, out var given))
            return InputDefaults.IsMissing(field, out var message) ? Fault(message, owner) : InputDefaults.Of(field);
        var before = faults.Count;
        var value = Coerce(field.Type, given);
        if (faults.Count == before)
            try
            {
                return field.Convert(value);
            }
            catch (CoercionException fault)
            {
                Fault(fault.Message, given);
            }
        faults.Under(field.Name, before);
        return Faulty;
    }

    private void CheckOneOf(InputObjectType type, object?[] values, JsonElement owner)
    {
        if (OneOf.CountGiven(values) != 1)
            faults.Add(OneOf.NotExactlyOne(type), owner);
        if (OneOf.FirstGiven(values) is { } first && OneOf.IsNull(values[first]))
        {
            var before = faults.Count;
            faults.Add(OneOf.MustNotBeNull(type.Fields[first]), owner.GetProperty(type.Fields[first].Name));
            faults.Under(type.Fields[first].Name, before);
        }
    }
}
