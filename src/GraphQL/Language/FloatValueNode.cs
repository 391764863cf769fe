namespace Analytics.GraphQL.Language;

/// <summary>A number literal with a fraction or an exponent.</summary>
public sealed class FloatValueNode(string value, Location location = default) : SyntaxNode(location), IValueNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FloatValue;

    /// <summary>The literal as written.</summary>
    public string Value { get; } = value;
}
