using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>A field of a compiled selection: what to call, what to write before the value, what to select below.</summary>
internal sealed class FieldPlan
{
    private readonly OperationPlan _plan;
    private readonly ImmutableArray<SelectedField> _nodes;
    private readonly ImmutableArray<DeferUsage> _defers;
    private readonly PaddedText _name, _firstName;
    private readonly SelectionPlan? _selection;
    private ImmutableDictionary<ObjectType, SelectionPlan> _selections = ImmutableDictionary<ObjectType, SelectionPlan>.Empty;

    /// <param name="plan">The operation.</param>
    /// <param name="field">The schema's field.</param>
    /// <param name="nodes">The selected fields that are merged into this one.</param>
    /// <param name="defers">The deferrals together with which the field is executed; empty for none.</param>
    public FieldPlan(
        OperationPlan plan, OutputField field, ImmutableArray<SelectedField> nodes, ImmutableArray<DeferUsage> defers)
    {
        _plan = plan;
        _nodes = nodes;
        _defers = defers;
        Field = field;
        ResponseName = nodes[0].Node.ResponseName;
        Encoded = [(byte)',', .. QuotedName.Of(ResponseName), (byte)':'];
        (_name, _firstName) = (new PaddedText(Encoded), new PaddedText(Encoded.AsSpan(1)));
        Locations = [.. nodes.Select(node => node.Node.Location)];
        Resolver = plan.Resolvers.Of(field);
        IsTypeName = field.Name == "__typename";
        IsAsync = ResolverSet.IsAsync(field);
        ConstantArguments = ArgumentCoercion.TryConstant(this);
        ArgumentSlot = ConstantArguments is null ? plan.NextArgumentSlot() : -1;
        PlainLeaf = IsTypeName || IsAsync || Resolver.NeedsContext || ConstantArguments is null ? null : Resolver.Leaf;
        if (field.Type.NamedType() is ObjectType type)
            _selection = plan.CompileSelection(type, nodes, defers);
        HasAsyncBelow = _selection?.HasAsync ?? plan.Resolvers.ReachesAsync(field.Type.NamedType());
        if (plan.StreamOf(nodes[0].Node) is { } directive)
            Stream = new StreamPlan(directive, nodes.All(node => node.Defer is null) && defers.IsEmpty
                ? new Lazy<FieldPlan>(this)
                : new Lazy<FieldPlan>(
                    () => new FieldPlan(plan, field, [.. nodes.Select(node => node with { Defer = null })], [])));
    }

    public OutputField Field { get; }

    public string ResponseName { get; }

    /// <summary><c>,"name":</c>; the first field of an object leaves the comma out.</summary>
    public byte[] Encoded { get; }

    public ImmutableArray<Location> Locations { get; }

    public ImmutableArray<ArgumentNode> Arguments => _nodes[0].Node.Arguments;

    public CompiledField Resolver { get; }

    public bool IsTypeName { get; }

    /// <summary>Writes the value where nothing but the parent is needed for it; null where more is.</summary>
    public LeafWriter? PlainLeaf { get; }

    /// <summary>What is selected where the field's type is an object type; null where values differ in type.</summary>
    public SelectionPlan? OnlySelection => _selection;

    /// <summary>Whether the field itself waits.</summary>
    public bool IsAsync { get; }

    /// <summary>Whether some field below may wait.</summary>
    public bool HasAsyncBelow { get; }

    /// <summary>The coerced arguments when they hold no variables; null when they do.</summary>
    public object?[]? ConstantArguments { get; }

    /// <summary>How the list is streamed; null when it is not.</summary>
    public StreamPlan? Stream { get; }

    /// <summary>Where an execution keeps the coerced arguments when they hold variables.</summary>
    public int ArgumentSlot { get; }

    /// <summary>The selected fields that were merged into this one.</summary>
    public IEnumerable<FieldNode> Nodes => _nodes.Select(selected => selected.Node);

    /// <summary>Whether a field is selected on what this one returns, at once or put off.</summary>
    /// <param name="path">Its name, or names from here on down: <c>author.name</c>.</param>
    public bool IsSelected(string path) => _plan.Schema.GetPossibleTypes(Field.Type.NamedType()).Any(
        type => IsSelected(_selection ?? SelectionFor(type), path));

    private static bool IsSelected(SelectionPlan selection, string path)
    {
        var end = path.IndexOf('.', StringComparison.Ordinal);
        var name = end < 0 ? path : path[..end];
        return selection.Fields.Any(field => field.Field.Name == name && (end < 0 || field.IsSelected(path[(end + 1)..])))
            || selection.Deferred?.Groups.Any(group => IsSelected(group.Selection, path)) == true;
    }

    /// <summary>Writes what stands before the value.</summary>
    public void WriteName(ResultWriter writer, bool isFirst) => writer.WriteRaw(isFirst ? _firstName : _name);

    /// <summary>What is selected on a value, by the object type that it turns out to have.</summary>
    /// <exception cref="InvalidOperationException">The value is of no type that the field can return.</exception>
    public SelectionPlan SelectionFor(object value)
    {
        if (_selection is not null)
            return _selection;
        var abstractType = Field.Type.NamedType();
        var type = _plan.Schema.FindObjectType(value.GetType());
        if (type is null || !_plan.Schema.IsPossibleType(abstractType, type))
            throw new InvalidOperationException(
                $"{Field.Coordinate} returned {value.GetType()}, which is no type of {abstractType.Name}.");
        return SelectionFor(type);
    }

    private SelectionPlan SelectionFor(ObjectType type) => _selections.TryGetValue(type, out var known)
        ? known
        : ImmutableInterlocked.GetOrAdd(ref _selections, type, _ => _plan.CompileSelection(type, _nodes, _defers));
}
