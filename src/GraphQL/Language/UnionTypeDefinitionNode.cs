using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An union type: <c>union Name</c>.</summary>
public sealed class UnionTypeDefinitionNode(
    StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives,
    ImmutableArray<NamedTypeNode> types, Location location = default)
    : SyntaxNode(location), ITypeDefinitionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.UnionTypeDefinition;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The member types, in source order; may be empty.</summary>
    public ImmutableArray<NamedTypeNode> Types { get; } = types;
}
