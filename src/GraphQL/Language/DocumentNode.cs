using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A whole source text: operations, fragments and type-system definitions.</summary>
public sealed class DocumentNode(ImmutableArray<IDefinitionNode> definitions, Location location = default)
    : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Document;

    /// <summary>At least one definition, in source order.</summary>
    public ImmutableArray<IDefinitionNode> Definitions { get; } = definitions;
}
