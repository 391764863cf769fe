namespace Analytics.GraphQL.Language;

/// <summary>A string literal.</summary>
public sealed class StringValueNode(string value, bool block = false, Location location = default)
    : SyntaxNode(location), IValueNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.StringValue;

    /// <summary>The text, escapes resolved and a block string's common indentation removed.</summary>
    public string Value { get; } = value;

    /// <summary>True when written between three quotes.</summary>
    public bool Block { get; } = block;
}
