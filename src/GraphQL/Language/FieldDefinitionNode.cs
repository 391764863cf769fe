using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A field of an object or interface type.</summary>
public sealed class FieldDefinitionNode(
    StringValueNode? description, NameNode name, ImmutableArray<InputValueDefinitionNode> arguments, ITypeNode type,
    ImmutableArray<DirectiveNode> directives, Location location = default)
    : SyntaxNode(location), IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FieldDefinition;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The declared arguments, in source order; may be empty.</summary>
    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments;

    /// <summary>The type of the field's value.</summary>
    public ITypeNode Type { get; } = type;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
