using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>The request whose operation is evaluated: where the values of variables come from.</summary>
internal sealed class CostInput(OperationDefinitionNode operation, OperationRequest request)
{
    /// <summary>Stands in where nothing varies.</summary>
    public static CostInput None { get; } = new(
        new OperationDefinitionNode(OperationType.Query, null, null, [], [], new SelectionSetNode([])),
        new OperationRequest { Services = null! });

    public OperationRequest Request { get; } = request;

    /// <summary>A literal, or what the variable holds: a literal or JSON; null when it holds nothing.</summary>
    public object? Resolve(IValueNode value)
    {
        if (value is not VariableNode variable)
            return value;
        var name = variable.Name.Value;
        if (Request.Variables.ValueKind == JsonValueKind.Object && Request.Variables.TryGetProperty(name, out var json))
            return json;
        foreach (var definition in operation.VariableDefinitions)
            if (definition.Variable.Name.Value == name)
                return definition.DefaultValue;
        return null;
    }

    /// <summary>The number that a resolved value is; null for anything else.</summary>
    public static double? Number(object? value) => value switch
    {
        IntValueNode literal => double.Parse(literal.Value, System.Globalization.CultureInfo.InvariantCulture),
        JsonElement { ValueKind: JsonValueKind.Number } json when json.TryGetDouble(out var number) => number,
        _ => null,
    };

    /// <summary>Whether a resolved value is there and not null.</summary>
    public static bool IsGiven(object? value) =>
        value is not (null or NullValueNode or JsonElement { ValueKind: JsonValueKind.Null });

    /// <summary>The field of a resolved object; null when it has none of that name.</summary>
    public object? Field(object? value, string name) => value switch
    {
        ObjectValueNode literal => literal.Fields.FirstOrDefault(field => field.Name.Value == name) is { } field
            ? Resolve(field.Value)
            : null,
        JsonElement { ValueKind: JsonValueKind.Object } json when json.TryGetProperty(name, out var found) => found,
        _ => null,
    };
}
