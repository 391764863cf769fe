using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A variable that an operation declares: <c>$name: Type = default</c>.</summary>
public sealed class VariableDefinitionNode(
    VariableNode variable, ITypeNode type, IValueNode? defaultValue, StringValueNode? description,
    ImmutableArray<DirectiveNode> directives, Location location = default)
    : SyntaxNode(location), IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.VariableDefinition;

    /// <summary>The variable.</summary>
    public VariableNode Variable { get; } = variable;

    /// <summary>The declared type.</summary>
    public ITypeNode Type { get; } = type;

    /// <summary>The constant default; null when none is declared.</summary>
    public IValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>The description before the variable; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
