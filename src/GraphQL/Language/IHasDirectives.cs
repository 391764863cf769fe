using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>A node that directives can be applied to.</summary>
public interface IHasDirectives : ISyntaxNode
{
    /// <summary>The directives applied here, in source order; may be empty.</summary>
    ImmutableArray<DirectiveNode> Directives { get; }
}
