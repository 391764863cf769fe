using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A directive where it is applied: <c>@name(arguments)</c>.</summary>
public sealed class DirectiveNode(NameNode name, ImmutableArray<ArgumentNode> arguments, Location location = default)
    : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Directive;

    /// <summary>The directive's name without <c>@</c>.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The arguments, in source order; may be empty.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;
}
