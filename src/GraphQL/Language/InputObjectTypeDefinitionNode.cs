using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An input object type: <c>input Name</c>.</summary>
public sealed class InputObjectTypeDefinitionNode(
    StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives,
    ImmutableArray<InputValueDefinitionNode> fields, Location location = default)
    : SyntaxNode(location), ITypeDefinitionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.InputObjectTypeDefinition;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The input fields, in source order; may be empty.</summary>
    public ImmutableArray<InputValueDefinitionNode> Fields { get; } = fields;
}
