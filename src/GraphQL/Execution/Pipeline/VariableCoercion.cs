using System.Text.Json;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>The specification's CoerceVariableValues, from JSON.</summary>
internal static class VariableCoercion
{
    /// <summary>The values of the declared variables; all misfits are added to the errors.</summary>
    public static VariableValues Coerce(
        Schema schema, OperationDefinitionNode operation, JsonElement given, List<IError> errors)
    {
        if (operation.VariableDefinitions.Length == 0)
            return VariableValues.None;
        var values = new VariableValues();
        foreach (var definition in operation.VariableDefinitions)
            try
            {
                Coerce(schema, definition, given, values);
            }
            catch (CoercionException fault)
            {
                errors.Add(Error.Of(fault.Message, ErrorCodes.BadInput, definition.Variable.Location));
            }
        return values;
    }

    private static void Coerce(Schema schema, VariableDefinitionNode definition, JsonElement given, VariableValues values)
    {
        var name = definition.Variable.Name.Value;
        var type = TypeOf(schema, definition.Type);
        if (given.ValueKind == JsonValueKind.Object && given.TryGetProperty(name, out var json))
            values[name] = json.ValueKind == JsonValueKind.Null && type.IsNonNull()
                ? throw new CoercionException($"Variable \"${name}\" of non-null type \"{type}\" must not be null.")
                : CoerceGiven(name, type, json);
        else if (definition.DefaultValue is { } literal)
            values[name] = LiteralCoercion.Coerce(type, literal);
        else if (type.IsNonNull())
            throw new CoercionException($"Variable \"${name}\" of required type \"{type}\" was not provided.");
    }

    private static object? CoerceGiven(string name, IType type, JsonElement json)
    {
        try
        {
            return JsonCoercion.Coerce(type, json);
        }
        catch (CoercionException fault)
        {
            var place = fault.Path.Count == 0 ? "" : $" at \"{name}{string.Concat(fault.Path.Select(Segment))}\"";
            throw new CoercionException(
                $"Variable \"${name}\" got invalid value {fault.Culprit ?? ValueText.Of(json)}{place}; {fault.Message}");
        }
    }

    private static string Segment(object segment) => segment is int ? $"[{segment}]" : $".{segment}";

    private static IType TypeOf(Schema schema, ITypeNode node) => node switch
    {
        NonNullTypeNode nonNull => new NonNullType(TypeOf(schema, nonNull.Type)),
        ListTypeNode list => new ListType(TypeOf(schema, list.Type)),
        _ => schema.Types[((NamedTypeNode)node).Name.Value],
    };
}
