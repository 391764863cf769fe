namespace Analytics.GraphQL.Language;

/// <summary>An enum literal: a name other than <c>true</c>, <c>false</c> and <c>null</c>.</summary>
public sealed class EnumValueNode(string value, Location location = default) : SyntaxNode(location), IValueNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.EnumValue;

    /// <summary>The name as written.</summary>
    public string Value { get; } = value;
}
