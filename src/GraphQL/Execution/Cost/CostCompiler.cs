using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>
/// Weighs an operation as the cost specification's static analysis does, fields merged as execution merges them. A
/// selection that several fields lead to is weighed once, so fragments that multiply take no more time than their text.
/// </summary>
/// <remarks>IBM, GraphQL Cost Directives Specification, section "Static Query Analysis".</remarks>
internal sealed class CostCompiler
{
    // Types that select differently at each level could still make the work grow with the power of the depth.
    private const int MaxFields = 100_000;

    private readonly Schema _schema;
    private readonly FieldCollector _collector;
    private readonly CostOptions _options;
    private readonly Dictionary<SelectionKey, CostSelection> _selections = [];
    private readonly List<CostSelection> _varying = [];
    private IError? _fault;
    private int _fields;

    private CostCompiler(Schema schema, FieldCollector collector, CostOptions options) =>
        (_schema, _collector, _options) = (schema, collector, options);

    /// <summary>The cost of an operation whose conditions are known to the collector.</summary>
    public static OperationCostPlan Compile(
        Schema schema, OperationDefinitionNode operation, FieldCollector collector, CostOptions options)
    {
        var compiler = new CostCompiler(schema, collector, options);
        var type = schema.RootType(operation.Operation)!;
        var root = compiler.Select(new SelectionKey(type, [operation.SelectionSet], null), null);
        return new OperationCostPlan(
            operation, compiler._fields > MaxFields ? null : root, [.. compiler._varying], compiler._fault);
    }

    private CostSelection Select(SelectionKey key, (ListSize Size, OutputField Field)? sizing)
    {
        if (_selections.TryGetValue(key, out var known))
            return known;
        var selection = new CostSelection(
            [.. _schema.GetPossibleTypes(key.Type).Select(type => Weigh(type, key, sizing))]);
        if (selection.Types.All(type => type.Fields.All(field => field.IsConstant)))
            selection = selection with { Constant = selection.Evaluate(CostInput.None, []) };
        else
            _varying.Add(selection = selection with { Slot = _varying.Count });
        return _selections[key] = selection;
    }

    private CostType Weigh(ObjectType type, SelectionKey key, (ListSize Size, OutputField Field)? sizing)
    {
        if (_fields > MaxFields)
            return default(CostType) with { Fields = [] };
        var collected = _collector.Collect(type, key.Sets).Fields;
        _fields += 1 + collected.Count;
        var fields = ImmutableArray.CreateBuilder<CostField>(collected.Count);
        foreach (var selected in collected.Values)
        {
            var nodes = selected.ConvertAll(field => field.Node);
            // What introspection may ask for is limited by a rule of its own.
            if (_schema.FindField(type, nodes[0].Name.Value) is { } field && !field.Type.NamedType().IsIntrospection)
                fields.Add(Field(field, nodes, Length(field, nodes[0], key.Sizing, sizing)));
        }
        return new(Math.Max(0, CostAnnotations.Weight(type)), fields.ToImmutable());
    }

    private CostField Field(OutputField field, List<FieldNode> nodes, ListLength length)
    {
        var type = field.Type.NamedType();
        var size = CostAnnotations.SizeOf(field);
        CheckSlicing(size, field, nodes[0]);
        var below = !type.IsComposite() ? null : Select(
            new SelectionKey(
                type, [.. nodes.Select(node => node.SelectionSet).OfType<SelectionSetNode>()],
                size is { SizedFields.Length: > 0 } ? nodes[0] : null),
            size is { SizedFields.Length: > 0 } ? (size, field) : null);
        return new CostField(
            CostAnnotations.Weight(field.AppliedDirectives) ?? (type.IsLeaf() ? 0 : 1),
            _options.FieldWeights.TryGetValue(field.Coordinate, out var weigh) ? weigh : null,
            [.. Inputs(nodes[0].Arguments, field.Arguments), .. nodes[0].Directives.SelectMany(OfDirective)],
            type.IsLeaf() ? Math.Max(0, CostAnnotations.Weight(type)) : 0, length, below);
    }

    private IEnumerable<WeighedInput> OfDirective(DirectiveNode directive) =>
        _schema.Directives.Find(directive.Name.Value) is { } definition
            ? Inputs(directive.Arguments, definition.Arguments)
            : [];

    private static IEnumerable<WeighedInput> Inputs(
        ImmutableArray<ArgumentNode> given, NamedCollection<Argument> definitions) =>
        from argument in given
        let definition = definitions.Find(argument.Name.Value)
        where definition is not null && InputWeights.CanWeigh(definition)
        select new WeighedInput(definition, argument.Value, !argument.Value.HasVariable());

    private static ListLength Length(
        OutputField field, FieldNode node, FieldNode? sizingNode, (ListSize Size, OutputField Field)? sizing) =>
        !field.Type.IsList() ? ListLength.One
        : sizing is { } outer && outer.Size.SizedFields.Contains(field.Name)
            ? new ListLength(outer.Size, outer.Field, sizingNode!.Arguments)
        : CostAnnotations.SizeOf(field) is { SizedFields.IsEmpty: true } own
            ? new ListLength(own, field, node.Arguments)
            : ListLength.One;

    private void CheckSlicing(ListSize? size, OutputField field, FieldNode node)
    {
        if (size is not { RequireOne: true, SlicingArguments.Length: > 0 })
            return;
        var given = new ListLength(size, field, node.Arguments).Given;
        if (given != 1)
            _fault ??= Error.Of(
                $"{field.Coordinate} needs exactly one of the arguments {string.Join(", ", size.SlicingArguments)}; "
                + $"{given} are given.", ErrorCodes.SlicingArgumentRequired, node.Location);
    }
}
