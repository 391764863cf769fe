namespace Analytics.GraphQL.Language;

/// <summary>Questions about values in documents.</summary>
internal static class ValueNodeExtensions
{
    /// <summary>Whether the value is a variable, or one stands somewhere inside it.</summary>
    public static bool HasVariable(this IValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Items.Any(HasVariable),
        ObjectValueNode fields => fields.Fields.Any(field => field.Value.HasVariable()),
        _ => false,
    };
}
