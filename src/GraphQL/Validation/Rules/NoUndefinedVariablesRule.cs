using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Every variable that an operation uses, also through fragments, is one that it declares.</summary>
internal sealed class NoUndefinedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveDocument(DocumentNode document)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            if (Context.IsAborted)
                return;
            Check(operation);
        }
    }

    private void Check(OperationDefinitionNode operation)
    {
        var defined = operation.VariableDefinitions.Select(definition => definition.Variable.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        var by = operation.Name is { } name ? $" by operation \"{name.Value}\"" : "";
        foreach (var usage in Context.VariableUsages(operation))
            if (!defined.Contains(usage.Variable.Name.Value))
                Report($"Variable \"${usage.Variable.Name.Value}\" is not defined{by}.", usage.Variable, operation);
    }
}
