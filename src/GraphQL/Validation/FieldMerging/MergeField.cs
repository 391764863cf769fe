using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.FieldMerging;

/// <summary>A selected field with what the schema knows of it. There is one for each node of the document.</summary>
/// <param name="id">A number of its own within the document.</param>
/// <param name="node">The field as selected.</param>
/// <param name="parentType">The type that it is selected on; null when that is unknown.</param>
/// <param name="definition">The schema's field; null when that is unknown.</param>
internal sealed class MergeField(int id, FieldNode node, NamedType? parentType, OutputField? definition)
{
    private string? _arguments;

    public int Id => id;

    public FieldNode Node => node;

    public NamedType? ParentType => parentType;

    public IType? Type => definition?.Type;

    public string ResponseName => node.ResponseName;

    /// <summary>The arguments as text that is equal exactly when they are, whatever their order.</summary>
    public string Arguments => _arguments ??= Text(node.Arguments);

    /// <summary>The arguments of the field's <c>@stream</c>, as text like <see cref="Arguments"/>; null without it.</summary>
    public string? Stream { get; } =
        node.Directives.FirstOrDefault(directive => directive.Name.Value == IncrementalDirectives.Stream) is { } stream
            ? Text(stream.Arguments)
            : null;

    private static string Text(ImmutableArray<ArgumentNode> arguments) => string.Join(
        '\n', arguments.Select(argument => $"{argument.Name.Value}:{Canonical(argument.Value)}")
            .Order(StringComparer.Ordinal));

    private static string Canonical(IValueNode value) => value switch
    {
        ListValueNode list => $"[{string.Join(',', list.Items.Select(Canonical))}]",
        ObjectValueNode fields =>
            $"{{{string.Join(',', fields.Fields.Select(field => $"{field.Name.Value}:{Canonical(field.Value)}")
                .Order(StringComparer.Ordinal))}}}",
        _ => SyntaxPrinter.Print(value),
    };
}

/// <summary>A field in a merged set, and the field above it that brought it there.</summary>
/// <param name="Field">The field.</param>
/// <param name="Origin">The field whose selection it comes from; null at the root.</param>
internal sealed record FieldOccurrence(MergeField Field, FieldOccurrence? Origin);
