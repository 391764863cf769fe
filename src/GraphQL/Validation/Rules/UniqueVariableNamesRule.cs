using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>No two variables of an operation have one name.</summary>
internal sealed class UniqueVariableNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.VariableDefinitions.Length < 2)
            return;
        foreach (var group in operation.VariableDefinitions.GroupBy(definition => definition.Variable.Name.Value))
        {
            ISyntaxNode[] names = [.. group.Select(definition => definition.Variable.Name)];
            if (names.Length > 1)
                Report($"There can be only one variable named \"${group.Key}\".", names);
        }
    }
}
