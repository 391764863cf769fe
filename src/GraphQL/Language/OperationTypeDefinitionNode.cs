namespace Analytics.GraphQL.Language;

/// <summary>A root type in a schema definition: <c>query: Type</c>.</summary>
public sealed class OperationTypeDefinitionNode(
    OperationType operation, NamedTypeNode type, Location location = default)
    : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.OperationTypeDefinition;

    /// <summary>Which operations start at the type.</summary>
    public OperationType Operation { get; } = operation;

    /// <summary>The root type.</summary>
    public NamedTypeNode Type { get; } = type;
}
