using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A value of an enum type.</summary>
public sealed class EnumValueDefinitionNode(
    StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives,
    Location location = default)
    : SyntaxNode(location), IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.EnumValueDefinition;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
