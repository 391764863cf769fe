using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>The selections between one pair of braces.</summary>
public sealed class SelectionSetNode(ImmutableArray<ISelectionNode> selections, Location location = default)
    : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.SelectionSet;

    /// <summary>At least one selection, in source order.</summary>
    public ImmutableArray<ISelectionNode> Selections { get; } = selections;
}
