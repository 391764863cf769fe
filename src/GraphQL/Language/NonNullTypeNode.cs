namespace Analytics.GraphQL.Language;

/// <summary>A type that is never null: <c>Type!</c>.</summary>
public sealed class NonNullTypeNode(ITypeNode type, Location location = default) : SyntaxNode(location), ITypeNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.NonNullType;

    /// <summary>The nullable type: named or list, never itself non-null.</summary>
    public ITypeNode Type { get; } = type;
}
