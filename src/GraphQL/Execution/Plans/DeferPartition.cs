using System.Collections.Immutable;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>
/// The incremental delivery draft's BuildExecutionPlan: divides what is selected into the fields that are due together
/// with their parent and those that each set of deferrals puts off. A field that is also asked for outside of a
/// deferral is not deferred, and one that an outer deferral asks for is not left to an inner one.
/// </summary>
internal sealed class DeferPartition
{
    private readonly List<(ImmutableArray<DeferUsage> Defers, List<List<SelectedField>> Fields)> _groups = [];

    public DeferPartition(IEnumerable<List<SelectedField>> collected, ImmutableArray<DeferUsage> parents)
    {
        foreach (var fields in collected)
        {
            var defers = DefersOf(fields);
            if (IsSame(defers, parents))
                Due.Add(fields);
            else
                GroupOf(defers).Add(fields);
        }
    }

    /// <summary>The fields that are due with their parent.</summary>
    public List<List<SelectedField>> Due { get; } = [];

    /// <summary>The others, by the deferrals that ask for them.</summary>
    public IReadOnlyList<(ImmutableArray<DeferUsage> Defers, List<List<SelectedField>> Fields)> Groups => _groups;

    private static ImmutableArray<DeferUsage> DefersOf(List<SelectedField> fields)
    {
        var defers = new List<DeferUsage>();
        foreach (var field in fields)
            if (field.Defer is not { } defer)
                return [];
            else if (!defers.Contains(defer))
                defers.Add(defer);
        return [.. defers.Where(defer => !Ancestors(defer).Any(defers.Contains))];
    }

    private static IEnumerable<DeferUsage> Ancestors(DeferUsage defer)
    {
        for (var parent = defer.Parent; parent is not null; parent = parent.Parent)
            yield return parent;
    }

    private List<List<SelectedField>> GroupOf(ImmutableArray<DeferUsage> defers)
    {
        foreach (var group in _groups)
            if (IsSame(group.Defers, defers))
                return group.Fields;
        var made = new List<List<SelectedField>>();
        _groups.Add((defers, made));
        return made;
    }

    private static bool IsSame(ImmutableArray<DeferUsage> left, ImmutableArray<DeferUsage> right) =>
        left.Length == right.Length && left.All(right.Contains);
}
