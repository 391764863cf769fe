using System.Text.Json;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>What arguments weigh: each that is given, and the fields given inside of it.</summary>
internal static class InputWeights
{
    /// <summary>The weight of an argument or input field and of everything in its value; 0 when it holds nothing.</summary>
    public static double Of(InputValue definition, IValueNode value, CostInput input) =>
        input.Resolve(value) is { } given ? Weight(definition) + Inside(definition.Type.NamedType(), given, input) : 0;

    /// <summary>Whether giving a value can weigh anything.</summary>
    public static bool CanWeigh(InputValue definition) =>
        Weight(definition) != 0 || definition.Type.NamedType() is InputObjectType;

    private static double Weight(InputValue definition) =>
        CostAnnotations.Weight(definition.AppliedDirectives) ?? CostAnnotations.Weight(definition.Type.NamedType());

    private static double Inside(NamedType type, object value, CostInput input) => value switch
    {
        _ when type is not InputObjectType => 0,
        ListValueNode list => list.Items.Sum(item => input.Resolve(item) is { } given ? Inside(type, given, input) : 0),
        JsonElement { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Sum(item => Inside(type, item, input)),
        ObjectValueNode node => node.Fields.Sum(field => Field(type, field.Name.Value, input.Resolve(field.Value), input)),
        JsonElement { ValueKind: JsonValueKind.Object } json =>
            json.EnumerateObject().Sum(field => Field(type, field.Name, field.Value, input)),
        _ => 0,
    };

    private static double Field(NamedType type, string name, object? value, CostInput input) =>
        value is not null && ((InputObjectType)type).Fields.Find(name) is { } field
            ? Weight(field) + Inside(field.Type.NamedType(), value, input)
            : 0;
}
