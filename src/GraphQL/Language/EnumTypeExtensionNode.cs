using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An extension of an enum type: <c>extend enum Name</c>.</summary>
public sealed class EnumTypeExtensionNode(
    NameNode name, ImmutableArray<DirectiveNode> directives, ImmutableArray<EnumValueDefinitionNode> values,
    Location location = default)
    : SyntaxNode(location), ITypeExtensionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.EnumTypeExtension;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The values, in source order; may be empty.</summary>
    public ImmutableArray<EnumValueDefinitionNode> Values { get; } = values;
}
