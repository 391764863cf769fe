namespace Analytics.GraphQL.Language;

/// <summary>A name, with the place where it stands.</summary>
public sealed class NameNode(string value, Location location = default) : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Name;

    /// <summary>The name's text: <c>[_A-Za-z][_0-9A-Za-z]*</c>.</summary>
    public string Value { get; } = value;
}
