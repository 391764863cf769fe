using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>
/// An operation compiled for one choice of its <c>@skip</c> and <c>@include</c> conditions, which decide not only which
/// fields are answered but also their order. Shared by all executions.
/// </summary>
internal sealed class OperationPlan
{
    private readonly FieldCollector _collector;
    private int _argumentSlots;

    public OperationPlan(Schema schema, ResolverSet resolvers, OperationDefinitionNode operation, FieldCollector collector)
    {
        _collector = collector;
        Schema = schema;
        Resolvers = resolvers;
        Operation = operation;
        var rootType = schema.RootType(operation.Operation)!;
        Root = Compile(rootType, collector.Collect(rootType, [operation.SelectionSet]));
    }

    public Schema Schema { get; }

    public ResolverSet Resolvers { get; }

    public OperationDefinitionNode Operation { get; }

    public SelectionPlan Root { get; }

    /// <summary>What the fields that were merged into one select on an object type.</summary>
    public SelectionPlan CompileSelection(ObjectType type, ImmutableArray<FieldNode> nodes) => Compile(
        type, _collector.Collect(type, nodes.Select(node => node.SelectionSet).OfType<SelectionSetNode>()));

    public int NextArgumentSlot() => Interlocked.Increment(ref _argumentSlots) - 1;

    private SelectionPlan Compile(ObjectType type, IEnumerable<KeyValuePair<string, List<FieldNode>>> collected) => new(
        type,
        [.. from entry in collected
            let field = Schema.FindField(type, entry.Value[0].Name.Value)
            where field is not null
            select new FieldPlan(this, field, [.. entry.Value])]);
}
