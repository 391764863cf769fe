using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A named fragment: <c>fragment Name on Type { ... }</c>.</summary>
public sealed class FragmentDefinitionNode(
    NameNode name, StringValueNode? description, NamedTypeNode typeCondition,
    ImmutableArray<DirectiveNode> directives, SelectionSetNode selectionSet, Location location = default)
    : SyntaxNode(location), IDefinitionNode, IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FragmentDefinition;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The type that the fragment selects on.</summary>
    public NamedTypeNode TypeCondition { get; } = typeCondition;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>What the fragment selects.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
