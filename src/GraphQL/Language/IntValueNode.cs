namespace Analytics.GraphQL.Language;

/// <summary>An integer literal.</summary>
public sealed class IntValueNode(string value, Location location = default) : SyntaxNode(location), IValueNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.IntValue;

    /// <summary>The digits as written, of any length, with a leading <c>-</c> when negative.</summary>
    public string Value { get; } = value;
}
