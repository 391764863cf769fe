namespace Analytics.GraphQL.Language;

/// <summary>An argument of a field or directive: <c>name: value</c>.</summary>
public sealed class ArgumentNode(NameNode name, IValueNode value, Location location = default) : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Argument;

    /// <summary>The argument's name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The value given.</summary>
    public IValueNode Value { get; } = value;
}
