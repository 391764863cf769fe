using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>The extension <c>extend schema</c>.</summary>
public sealed class SchemaExtensionNode(
    ImmutableArray<DirectiveNode> directives, ImmutableArray<OperationTypeDefinitionNode> operationTypes,
    Location location = default)
    : SyntaxNode(location), ITypeSystemExtensionNode, IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.SchemaExtension;

    /// <summary>The directives applied here, in source order; may be empty.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The root types, in source order; may be empty in an extension.</summary>
    public ImmutableArray<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes;
}
