namespace Analytics.GraphQL.Language;

/// <summary>A type by its name.</summary>
public sealed class NamedTypeNode(NameNode name, Location location = default) : SyntaxNode(location), ITypeNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.NamedType;

    /// <summary>The type's name.</summary>
    public NameNode Name { get; } = name;
}
