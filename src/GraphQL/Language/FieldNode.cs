using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A selected field: <c>alias: name(arguments) @directives { ... }</c>.</summary>
public sealed class FieldNode(
    NameNode? alias, NameNode name, ImmutableArray<ArgumentNode> arguments,
    ImmutableArray<DirectiveNode> directives, SelectionSetNode? selectionSet, Location location = default)
    : SyntaxNode(location), ISelectionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Field;

    /// <summary>The alias; null when the field answers under its own name.</summary>
    public NameNode? Alias { get; } = alias;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The arguments, in source order; may be empty.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The selection below the field; null for a leaf.</summary>
    public SelectionSetNode? SelectionSet { get; } = selectionSet;

    /// <summary>The key of the field in the answer: the alias, or else the name.</summary>
    public string ResponseName => (Alias ?? Name).Value;
}
