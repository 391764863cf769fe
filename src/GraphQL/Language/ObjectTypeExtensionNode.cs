using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An extension of an object type: <c>extend type Name</c>.</summary>
public sealed class ObjectTypeExtensionNode(
    NameNode name, ImmutableArray<NamedTypeNode> interfaces, ImmutableArray<DirectiveNode> directives,
    ImmutableArray<FieldDefinitionNode> fields, Location location = default)
    : SyntaxNode(location), ITypeExtensionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ObjectTypeExtension;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The interfaces declared after <c>implements</c>; may be empty.</summary>
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The fields, in source order; may be empty.</summary>
    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields;
}
