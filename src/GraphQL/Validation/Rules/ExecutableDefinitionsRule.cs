using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>A document to be executed has operations and fragments only.</summary>
internal sealed class ExecutableDefinitionsRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDocument(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
            if (NameOf(definition) is { } name)
                Report($"The {name} definition is not executable.", definition);
    }

    private static string? NameOf(IDefinitionNode definition) => definition switch
    {
        SchemaDefinitionNode or SchemaExtensionNode => "schema",
        ITypeDefinitionNode type => $"\"{type.Name.Value}\"",
        ITypeExtensionNode type => $"\"{type.Name.Value}\"",
        DirectiveDefinitionNode directive => $"\"{directive.Name.Value}\"",
        _ => null,
    };
}
