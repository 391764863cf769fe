using Analytics.GraphQL.Execution.Plans;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>Which delivery groups the deferrals of the document mean at one place of the answer.</summary>
internal sealed class DeliveryScope
{
    private readonly DeliveryScope? _outer;

    /// <summary>Makes the groups of the deferrals that begin at a place.</summary>
    public DeliveryScope(DeliveryScope? outer, IReadOnlyList<DeferUsage> begun, IReadOnlyList<object> path)
    {
        _outer = outer;
        Defers = begun;
        // Outer deferrals stand before those inside them.
        foreach (var defer in begun)
            Groups.Add(new DeliveryGroup(path, defer.Label, defer.Parent is { } parent ? Find(parent) : null));
    }

    private IReadOnlyList<DeferUsage> Defers { get; }

    /// <summary>The groups made here.</summary>
    public List<DeliveryGroup> Groups { get; } = [];

    /// <summary>The group of a deferral that begins here or further out.</summary>
    public DeliveryGroup Find(DeferUsage defer)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
            for (var index = 0; index < scope.Groups.Count; index++)
                if (scope.Defers[index] == defer)
                    return scope.Groups[index];
        throw new InvalidOperationException("A deferral is executed outside of the place where it begins.");
    }
}
