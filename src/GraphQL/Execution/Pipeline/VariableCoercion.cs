using System.Text.Json;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>The specification's CoerceVariableValues, from JSON.</summary>
internal static class VariableCoercion
{
    // A hostile list must not become as many errors.
    private const int MaxErrors = 50;

    /// <summary>The values of the declared variables; all misfits are added to the errors.</summary>
    /// <param name="schema">Has the variables' types.</param>
    /// <param name="operation">Declares them.</param>
    /// <param name="given">The request's variables; no object where it has none.</param>
    /// <param name="errors">Takes one error for every value that does not fit.</param>
    /// <param name="suggests">Whether errors may name what the schema has instead of an unknown name.</param>
    public static VariableValues Coerce(
        Schema schema, OperationDefinitionNode operation, JsonElement given, List<IError> errors, bool suggests = true)
    {
        if (operation.VariableDefinitions.Length == 0)
            return VariableValues.None;
        var values = new VariableValues { Given = given };
        var faults = new InputFaults(suggests);
        foreach (var definition in operation.VariableDefinitions)
        {
            Coerce(schema, definition, given, values, faults);
            if (faults.Count > 0)
                errors.AddRange(faults.Take().Select(fault => ToError(definition, fault)));
        }
        if (errors.Count > MaxErrors)
        {
            errors.RemoveRange(MaxErrors, errors.Count - MaxErrors);
            errors.Add(Error.Of(
                "Too many errors processing variables, error limit reached. Execution aborted.", ErrorCodes.BadInput));
        }
        return values;
    }

    private static void Coerce(
        Schema schema, VariableDefinitionNode definition, JsonElement given, VariableValues values, InputFaults faults)
    {
        var name = definition.Variable.Name.Value;
        var type = TypeOf(schema, definition.Type);
        if (given.ValueKind == JsonValueKind.Object && given.TryGetProperty(name, out var json))
        {
            if (json.ValueKind == JsonValueKind.Null && type.IsNonNull())
                faults.Add($"Variable \"${name}\" of non-null type \"{type}\" must not be null.", null);
            else
                values[name] = CoerceGiven(type, json, faults);
        }
        else if (definition.DefaultValue is { } literal)
            values[name] = CoerceDefault(type, literal, faults);
        else if (type.IsNonNull())
            faults.Add($"Variable \"${name}\" of required type \"{type}\" was not provided.", null);
    }

    private static object? CoerceGiven(IType type, JsonElement json, InputFaults faults)
    {
        try
        {
            return new JsonCoercion(faults).Coerce(type, json);
        }
        catch (InvalidOperationException)
        {
            // JSON can escape half of a surrogate pair, which no text may hold.
            faults.Add("Text must be well-formed Unicode.", json);
            return null;
        }
    }

    private static object? CoerceDefault(IType type, IValueNode literal, InputFaults faults)
    {
        try
        {
            return LiteralCoercion.Coerce(type, literal);
        }
        catch (CoercionException fault)
        {
            // A scalar may refuse what validation lets pass.
            faults.Add(fault.Message, null);
            return null;
        }
    }

    private static IError ToError(VariableDefinitionNode definition, InputFault fault)
    {
        var name = definition.Variable.Name.Value;
        var place = fault.Path.Count == 0 ? "" : $" at \"{name}{string.Concat(fault.Path.Select(Segment))}\"";
        return Error.Of(
            fault.Value is { } value
                ? $"Variable \"${name}\" got invalid value {ValueText.Of(value)}{place}; {fault.Message}"
                : fault.Message,
            ErrorCodes.BadInput, definition.Variable.Location);
    }

    private static string Segment(object segment) => segment is int ? $"[{segment}]" : $".{segment}";

    private static IType TypeOf(Schema schema, ITypeNode node) => node switch
    {
        NonNullTypeNode nonNull => new NonNullType(TypeOf(schema, nonNull.Type)),
        ListTypeNode list => new ListType(TypeOf(schema, list.Type)),
        _ => schema.Types[((NamedTypeNode)node).Name.Value],
    };
}
