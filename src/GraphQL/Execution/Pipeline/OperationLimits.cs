using System.Runtime.InteropServices;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>
/// Measures operations with their fragments expanded, each fragment once: a document whose fragments multiply to
/// millions of fields is measured in the time that its text takes.
/// </summary>
internal sealed class OperationLimits(RequestOptions options)
{
    /// <summary>The first limit that an operation of the document exceeds; null when none is.</summary>
    public IError? Check(DocumentNode document)
    {
        var fragments = document.Definitions.OfType<FragmentDefinitionNode>()
            .DistinctBy(fragment => fragment.Name.Value).ToDictionary(fragment => fragment.Name.Value);
        var measures = new Dictionary<string, Measure>(StringComparer.Ordinal);
        var cycles = new FieldCycles(fragments);
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
            if ((Judge(Of(operation.SelectionSet, fragments, measures), operation.Location)
                ?? JudgeCycles(operation, cycles)) is { } error)
                return error;
        return null;
    }

    private Error? JudgeCycles(OperationDefinitionNode operation, FieldCycles cycles) =>
        cycles.Deepest(operation.SelectionSet) is { } cycle && cycle.Depth > options.MaxFieldCycleDepth
            ? Error.Of($"The field \"{cycle.Field}\" lies within itself {cycle.Depth} levels deep; at most "
                + $"{options.MaxFieldCycleDepth} are allowed.", ErrorCodes.FieldCycleTooDeep, operation.Location)
            : null;

    private Error? Judge(Measure measure, Location location) =>
        measure.Depth > options.MaxExecutionDepth ? Error.Of(
            $"The operation nests fields {measure.Depth} levels deep; at most {options.MaxExecutionDepth} are allowed.",
            ErrorCodes.TooDeep, location)
        : measure.Aliases > options.MaxAliases ? Error.Of(
            $"The operation has more than the allowed {options.MaxAliases} aliases.", ErrorCodes.TooManyAliases, location)
        : measure.Directives > options.MaxDirectives ? Error.Of(
            $"The operation has more than the allowed {options.MaxDirectives} directives.", ErrorCodes.TooManyDirectives, location)
        : measure.Repeats > options.MaxRepeatedFields ? Error.Of(
            $"The operation selects one response name more than the allowed {options.MaxRepeatedFields} times in one place.",
            ErrorCodes.TooManyRepetitions, location)
        : measure.Fields > options.MaxFields ? Error.Of(
            $"The operation has more than the allowed {options.MaxFields} fields.", ErrorCodes.TooManyFields, location)
        : null;

    private static Measure Of(
        SelectionSetNode set, Dictionary<string, FragmentDefinitionNode> fragments, Dictionary<string, Measure> measures)
    {
        var total = new Measure(0, 0, 0, 0, Repeats(set));
        foreach (var selection in set.Selections)
            total = total.With(new Measure(0, 0, 0, selection.Directives.Length, 0)).With(selection switch
            {
                FieldNode field => (field.SelectionSet is null ? default : Of(field.SelectionSet, fragments, measures))
                    .Under(field.Alias is not null),
                InlineFragmentNode inline => Of(inline.SelectionSet, fragments, measures),
                FragmentSpreadNode spread => OfFragment(spread.Name.Value, fragments, measures),
                _ => default,
            });
        return total;
    }

    private static Measure OfFragment(
        string name, Dictionary<string, FragmentDefinitionNode> fragments, Dictionary<string, Measure> measures)
    {
        if (measures.TryGetValue(name, out var known))
            return known;
        // A fragment that spreads itself counts as empty here; validation refuses it.
        measures[name] = default;
        return measures[name] = fragments.TryGetValue(name, out var fragment)
            ? Of(fragment.SelectionSet, fragments, measures)
            : default;
    }

    private static int Repeats(SelectionSetNode set)
    {
        if (set.Selections.Length < 2)
            return set.Selections.Length;
        var most = 0;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var selection in set.Selections)
            if (selection is FieldNode field)
                most = Math.Max(
                    most, ++CollectionsMarshal.GetValueRefOrAddDefault(counts, field.ResponseName, out _));
        return most;
    }

    private readonly record struct Measure(long Fields, long Aliases, int Depth, long Directives, int Repeats)
    {
        // Sums stay below the cap, so that doubling fragments cannot overflow.
        private const long Cap = 1_000_000_000;

        public Measure With(Measure other) => new(
            Math.Min(Cap, Fields + other.Fields), Math.Min(Cap, Aliases + other.Aliases), Math.Max(Depth, other.Depth),
            Math.Min(Cap, Directives + other.Directives), Math.Max(Repeats, other.Repeats));

        public Measure Under(bool aliased) => new(
            Math.Min(Cap, Fields + 1), Math.Min(Cap, Aliases + (aliased ? 1 : 0)), Depth + 1, Directives, Repeats);
    }
}
