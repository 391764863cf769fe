using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types;

/// <summary>A directive where a schema applies it.</summary>
/// <param name="type">The definition.</param>
/// <param name="node">The name and the arguments that differ from their defaults; prints as SDL.</param>
/// <param name="value">The .NET object that was applied.</param>
public sealed class AppliedDirective(DirectiveType type, DirectiveNode node, object value)
{
    /// <summary>The definition.</summary>
    public DirectiveType Type { get; } = type;

    /// <summary>The name and the arguments that differ from their defaults.</summary>
    public DirectiveNode Node { get; } = node;

    /// <summary>The .NET object that was applied.</summary>
    public object Value { get; } = value;

    /// <summary>The SDL notation, such as <c>@cost(weight: "2")</c>.</summary>
    public override string ToString() => SyntaxPrinter.Print(Node);
}
