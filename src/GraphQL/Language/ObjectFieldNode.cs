namespace Analytics.GraphQL.Language;

/// <summary>A field of an input object literal: <c>name: value</c>.</summary>
public sealed class ObjectFieldNode(NameNode name, IValueNode value, Location location = default)
    : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ObjectField;

    /// <summary>The field's name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The value given.</summary>
    public IValueNode Value { get; } = value;
}
