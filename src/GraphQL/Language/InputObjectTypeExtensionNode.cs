using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An extension of an input object type: <c>extend input Name</c>.</summary>
public sealed class InputObjectTypeExtensionNode(
    NameNode name, ImmutableArray<DirectiveNode> directives, ImmutableArray<InputValueDefinitionNode> fields,
    Location location = default)
    : SyntaxNode(location), ITypeExtensionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.InputObjectTypeExtension;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The input fields, in source order; may be empty.</summary>
    public ImmutableArray<InputValueDefinitionNode> Fields { get; } = fields;
}
