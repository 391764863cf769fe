using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A query, mutation or subscription.</summary>
public sealed class OperationDefinitionNode(
    OperationType operation, NameNode? name, StringValueNode? description,
    ImmutableArray<VariableDefinitionNode> variableDefinitions, ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet, Location location = default)
    : SyntaxNode(location), IDefinitionNode, IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.OperationDefinition;

    /// <summary>What the operation does.</summary>
    public OperationType Operation { get; } = operation;

    /// <summary>The operation's name; null when it is anonymous or the shorthand.</summary>
    public NameNode? Name { get; } = name;

    /// <summary>The description before the operation; null when there is none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The declared variables, in source order; may be empty.</summary>
    public ImmutableArray<VariableDefinitionNode> VariableDefinitions { get; } = variableDefinitions;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>What is selected on the root type.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
