using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Every declared variable is used, directly or through fragments.</summary>
internal sealed class NoUnusedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveDocument(DocumentNode document)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
            if (!operation.VariableDefinitions.IsEmpty && !Context.IsAborted)
                Check(operation);
    }

    private void Check(OperationDefinitionNode operation)
    {
        var used = Context.VariableUsages(operation).Select(usage => usage.Variable.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        var by = operation.Name is { } name ? $" in operation \"{name.Value}\"" : "";
        foreach (var definition in operation.VariableDefinitions)
            if (!used.Contains(definition.Variable.Name.Value))
                Report($"Variable \"${definition.Variable.Name.Value}\" is never used{by}.", definition);
    }
}
