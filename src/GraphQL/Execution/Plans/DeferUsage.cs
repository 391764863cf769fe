using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>One <c>@defer</c> where it takes effect. Two are the same only if they are one object.</summary>
internal sealed class DeferUsage(DirectiveNode directive, DeferUsage? parent)
{
    public DirectiveNode Directive { get; } = directive;

    /// <summary>The deferral that this one lies in, and after which it is delivered; null for none.</summary>
    public DeferUsage? Parent { get; } = parent;

    public string? Label { get; } = IncrementalUsage.LabelOf(directive);
}

/// <summary>A field as it is selected, with the deferral that it lies in.</summary>
/// <param name="Node">The field.</param>
/// <param name="Defer">The innermost deferral; null for none.</param>
internal readonly record struct SelectedField(FieldNode Node, DeferUsage? Defer);

/// <summary>What is selected on an object type, fragments dissolved.</summary>
/// <param name="Fields">By response name, in the order of their first included occurrence.</param>
/// <param name="NewDefers">The deferrals that begin here, outer ones before inner ones.</param>
internal readonly record struct CollectedFields(
    OrderedDictionary<string, List<SelectedField>> Fields, List<DeferUsage> NewDefers);
