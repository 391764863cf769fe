using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>The definition <c>schema { query: ... }</c>.</summary>
public sealed class SchemaDefinitionNode(
    StringValueNode? description, ImmutableArray<DirectiveNode> directives,
    ImmutableArray<OperationTypeDefinitionNode> operationTypes, Location location = default)
    : SyntaxNode(location), ITypeSystemDefinitionNode, IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.SchemaDefinition;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The root types, in source order; may be empty in an extension.</summary>
    public ImmutableArray<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes;
}
