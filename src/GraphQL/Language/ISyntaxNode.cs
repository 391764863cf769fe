namespace Analytics.GraphQL.Language;

/// <summary>A node of the syntax tree. Nodes are immutable and may be shared between threads.</summary>
public interface ISyntaxNode
{
    /// <summary>Which node it is.</summary>
    SyntaxKind Kind { get; }

    /// <summary>Where it stands in its source; the default value when it came from no source.</summary>
    Location Location { get; }
}
