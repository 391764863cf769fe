using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A list literal.</summary>
public sealed class ListValueNode(ImmutableArray<IValueNode> items, Location location = default)
    : SyntaxNode(location), IValueNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ListValue;

    /// <summary>The items, in source order; may be empty.</summary>
    public ImmutableArray<IValueNode> Items { get; } = items;
}
