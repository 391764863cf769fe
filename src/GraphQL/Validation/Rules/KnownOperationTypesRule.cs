using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>The schema has a root type for each operation.</summary>
internal sealed class KnownOperationTypesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (Context.Schema.RootType(operation.Operation) is not null)
            return;
        var name = operation.Operation == OperationType.Mutation ? "mutation" : "subscription";
        Report($"The {name} operation is not supported by the schema.", operation);
    }
}
