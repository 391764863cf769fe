using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Plans;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>Deferred fields of one object that are executed together.</summary>
/// <param name="groups">Who asks for them; delivered with the first of these that is complete.</param>
/// <param name="path">The object.</param>
/// <param name="selection">The fields.</param>
/// <param name="value">The .NET object; null for a root.</param>
/// <param name="scope">The delivery groups around them.</param>
internal sealed class ExecutionGroup(
    ImmutableArray<DeliveryGroup> groups, IReadOnlyList<object> path, SelectionPlan selection, object? value,
    DeliveryScope scope)
{
    public ImmutableArray<DeliveryGroup> Groups => groups;

    public IReadOnlyList<object> Path => path;

    public SelectionPlan Selection => selection;

    public object? Value => value;

    public DeliveryScope Scope => scope;

    public bool IsStarted { get; set; }

    /// <summary>Whether it was delivered, or nobody asks for it any more.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>What came of it; null while it runs.</summary>
    public PartResult? Result { get; set; }

    /// <summary>Streams that begin in it, and are pending once it is delivered.</summary>
    public List<ItemStream> Streams { get; } = [];
}
