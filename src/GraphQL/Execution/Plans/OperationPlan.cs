using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>
/// An operation compiled for one choice of its conditions (<c>@skip</c> and the like), which decide not only which
/// fields are answered but also their order. Shared by all executions.
/// </summary>
internal sealed class OperationPlan
{
    private readonly FieldCollector _collector;
    private OperationCostPlan? _cost;
    private int _argumentSlots;
    private int _wasUsed;

    public OperationPlan(
        Schema schema, ResolverSet resolvers, OperationDefinitionNode operation, FieldCollector collector, bool isIncremental)
    {
        _collector = collector;
        IsIncremental = isIncremental;
        Schema = schema;
        Resolvers = resolvers;
        Operation = operation;
        var rootType = schema.RootType(operation.Operation)!;
        Root = Compile(rootType, collector.Collect(rootType, operation.SelectionSet), []);
    }

    public Schema Schema { get; }

    public ResolverSet Resolvers { get; }

    public OperationDefinitionNode Operation { get; }

    public SelectionPlan Root { get; }

    /// <summary>Whether <c>@defer</c> and <c>@stream</c> are heeded; false when there are none.</summary>
    public bool IsIncremental { get; }

    /// <summary>Whether somebody has asked this before.</summary>
    public bool WasUsed() => Interlocked.Exchange(ref _wasUsed, 1) != 0;

    /// <summary>What the operation costs; weighed when it is first asked for.</summary>
    public OperationCostPlan Cost(CostOptions options) =>
        _cost ??= CostCompiler.Compile(Schema, Operation, _collector, options);

    /// <summary>What the fields that were merged into one select on an object type.</summary>
    /// <param name="type">The object type.</param>
    /// <param name="nodes">The merged fields.</param>
    /// <param name="defers">The deferrals together with which the fields are executed; empty for none.</param>
    public SelectionPlan CompileSelection(
        ObjectType type, ImmutableArray<SelectedField> nodes, ImmutableArray<DeferUsage> defers) =>
        Compile(type, _collector.Collect(type, nodes), defers);

    /// <summary>The <c>@stream</c> of a field, unless its condition switches it off.</summary>
    public DirectiveNode? StreamOf(FieldNode field) => _collector.StreamOf(field);

    public int NextArgumentSlot() => Interlocked.Increment(ref _argumentSlots) - 1;

    private SelectionPlan Compile(ObjectType type, CollectedFields collected, ImmutableArray<DeferUsage> defers)
    {
        if (!IsIncremental)
            return new SelectionPlan(type, Compile(type, collected.Fields.Values, []));
        var partition = new DeferPartition(collected.Fields.Values, defers);
        return new SelectionPlan(type, Compile(type, partition.Due, defers))
        {
            Deferred = collected.NewDefers.Count == 0 && partition.Groups.Count == 0
                ? null
                : new DeferredSelection(
                    [.. collected.NewDefers],
                    [.. partition.Groups.Select(group => new DeferredFields(
                        group.Defers, new SelectionPlan(type, Compile(type, group.Fields, group.Defers))))]),
        };
    }

    private ImmutableArray<FieldPlan> Compile(
        ObjectType type, IEnumerable<List<SelectedField>> collected, ImmutableArray<DeferUsage> defers) =>
        [.. from nodes in collected
            let field = Schema.FindField(type, nodes[0].Node.Name.Value)
            where field is not null
            select new FieldPlan(this, field, [.. nodes], defers)];
}
