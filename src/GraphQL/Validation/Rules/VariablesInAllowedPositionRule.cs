using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>A variable's type fits every place where it is used.</summary>
internal sealed class VariablesInAllowedPositionRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveDocument(DocumentNode document)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
            if (!operation.VariableDefinitions.IsEmpty && !Context.IsAborted)
                Check(operation);
    }

    private void Check(OperationDefinitionNode operation)
    {
        var variables = new Dictionary<string, (VariableDefinitionNode Node, IType? Type)>(StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
            variables[definition.Variable.Name.Value] = (definition, Context.Resolve(definition.Type));
        foreach (var usage in Context.VariableUsages(operation))
        {
            var name = usage.Variable.Name.Value;
            if (usage.Type is null || !variables.TryGetValue(name, out var variable) || variable.Type is null)
                continue;
            if (!IsAllowed(variable.Type, variable.Node.DefaultValue, usage))
                Report(
                    $"Variable \"${name}\" of type \"{variable.Type}\" used in position expecting type "
                    + $"\"{usage.Type}\".", variable.Node, usage.Variable);
            if (usage.OneOf is { } oneOf && !variable.Type.IsNonNull())
                Report(
                    $"Variable \"${name}\" is of type \"{variable.Type}\" but must be non-nullable to be used for "
                    + $"OneOf Input Object \"{oneOf.Name}\".", variable.Node, usage.Variable);
        }
    }

    /// <summary>A default on either side lets a nullable variable stand for a non-null value.</summary>
    private static bool IsAllowed(IType type, IValueNode? defaultValue, VariableUsage usage)
    {
        if (usage.Type is not NonNullType expected || type.IsNonNull())
            return IsSubType(type, usage.Type!);
        return (usage.HasDefault || defaultValue is not (null or NullValueNode))
            && IsSubType(type, expected.NullableType);
    }

    private static bool IsSubType(IType type, IType expected) => (type, expected) switch
    {
        (NonNullType inner, NonNullType outer) => IsSubType(inner.NullableType, outer.NullableType),
        (_, NonNullType) => false,
        (NonNullType inner, _) => IsSubType(inner.NullableType, expected),
        (ListType inner, ListType outer) => IsSubType(inner.ElementType, outer.ElementType),
        _ => ReferenceEquals(type, expected),
    };
}
