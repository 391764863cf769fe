using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A scalar type: <c>scalar Name</c>.</summary>
public sealed class ScalarTypeDefinitionNode(
    StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives,
    Location location = default)
    : SyntaxNode(location), ITypeDefinitionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ScalarTypeDefinition;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
