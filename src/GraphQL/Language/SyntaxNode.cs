namespace Analytics.GraphQL.Language;

/// <summary>Base of all nodes.</summary>
public abstract class SyntaxNode : ISyntaxNode
{
    private protected SyntaxNode(Location location) => Location = location;

    /// <inheritdoc/>
    public abstract SyntaxKind Kind { get; }

    /// <inheritdoc/>
    public Location Location { get; }

    /// <summary>The node printed.</summary>
    public override string ToString() => SyntaxPrinter.Print(this);
}
