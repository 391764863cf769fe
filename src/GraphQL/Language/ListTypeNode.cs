namespace Analytics.GraphQL.Language;

/// <summary>A list type: <c>[Type]</c>.</summary>
public sealed class ListTypeNode(ITypeNode type, Location location = default) : SyntaxNode(location), ITypeNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ListType;

    /// <summary>The type of the items.</summary>
    public ITypeNode Type { get; } = type;
}
