using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An enum type: <c>enum Name</c>.</summary>
public sealed class EnumTypeDefinitionNode(
    StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives,
    ImmutableArray<EnumValueDefinitionNode> values, Location location = default)
    : SyntaxNode(location), ITypeDefinitionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.EnumTypeDefinition;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The values, in source order; may be empty.</summary>
    public ImmutableArray<EnumValueDefinitionNode> Values { get; } = values;
}
