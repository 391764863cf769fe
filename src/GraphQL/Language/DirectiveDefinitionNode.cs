using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A directive's definition: <c>directive @name(...) repeatable on LOCATION</c>.</summary>
public sealed class DirectiveDefinitionNode(
    StringValueNode? description, NameNode name, ImmutableArray<InputValueDefinitionNode> arguments,
    bool isRepeatable, ImmutableArray<NameNode> locations, Location location = default)
    : SyntaxNode(location), ITypeSystemDefinitionNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.DirectiveDefinition;

    /// <summary>The description before the definition; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The directive's name without <c>@</c>.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The declared arguments, in source order; may be empty.</summary>
    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments;

    /// <summary>True when it may be applied more than once at one place.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>The places where it may be applied, as written.</summary>
    public ImmutableArray<NameNode> Locations { get; } = locations;
}
