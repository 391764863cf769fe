namespace Analytics.GraphQL.Language;

/// <summary>A use of a variable: <c>$name</c>.</summary>
public sealed class VariableNode(NameNode name, Location location = default) : SyntaxNode(location), IValueNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Variable;

    /// <summary>The variable's name without <c>$</c>.</summary>
    public NameNode Name { get; } = name;
}
