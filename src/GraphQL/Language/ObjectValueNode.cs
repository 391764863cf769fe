using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An input object literal.</summary>
public sealed class ObjectValueNode(ImmutableArray<ObjectFieldNode> fields, Location location = default)
    : SyntaxNode(location), IValueNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ObjectValue;

    /// <summary>The fields, in source order; may be empty.</summary>
    public ImmutableArray<ObjectFieldNode> Fields { get; } = fields;
}
