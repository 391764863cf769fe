using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An extension of an union type: <c>extend union Name</c>.</summary>
public sealed class UnionTypeExtensionNode(
    NameNode name, ImmutableArray<DirectiveNode> directives, ImmutableArray<NamedTypeNode> types,
    Location location = default)
    : SyntaxNode(location), ITypeExtensionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.UnionTypeExtension;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The member types, in source order; may be empty.</summary>
    public ImmutableArray<NamedTypeNode> Types { get; } = types;
}
