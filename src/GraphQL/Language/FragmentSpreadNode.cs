using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A use of a named fragment: <c>...Name</c>.</summary>
public sealed class FragmentSpreadNode(
    NameNode name, ImmutableArray<DirectiveNode> directives, Location location = default)
    : SyntaxNode(location), ISelectionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FragmentSpread;

    /// <summary>The fragment's name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
