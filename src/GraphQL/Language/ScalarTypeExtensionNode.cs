using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An extension of a scalar type: <c>extend scalar Name</c>.</summary>
public sealed class ScalarTypeExtensionNode(
    NameNode name, ImmutableArray<DirectiveNode> directives, Location location = default)
    : SyntaxNode(location), ITypeExtensionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ScalarTypeExtension;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
