using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>An argument, or a field of an input object type.</summary>
public sealed class InputValueDefinitionNode(
    StringValueNode? description, NameNode name, ITypeNode type, IValueNode? defaultValue,
    ImmutableArray<DirectiveNode> directives, Location location = default)
    : SyntaxNode(location), IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.InputValueDefinition;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The type of the value.</summary>
    public ITypeNode Type { get; } = type;

    /// <summary>The constant default; null when none is declared.</summary>
    public IValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
