using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A fragment in place: <c>... on Type { ... }</c>.</summary>
public sealed class InlineFragmentNode(
    NamedTypeNode? typeCondition, ImmutableArray<DirectiveNode> directives, SelectionSetNode selectionSet,
    Location location = default)
    : SyntaxNode(location), ISelectionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.InlineFragment;

    /// <summary>The type condition; null when the enclosing type applies.</summary>
    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>What the fragment selects.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
