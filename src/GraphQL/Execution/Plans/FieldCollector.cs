using System.Collections.Frozen;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>The specification's CollectFields, for variables whose conditions are known.</summary>
/// <param name="schema">The schema.</param>
/// <param name="fragments">The document's fragments.</param>
/// <param name="conditions">The values of the variables that conditions name.</param>
/// <param name="isIncremental">Whether <c>@defer</c> and <c>@stream</c> are heeded.</param>
internal sealed class FieldCollector(
    Schema schema, FrozenDictionary<string, FragmentDefinitionNode> fragments, IReadOnlyDictionary<string, bool> conditions,
    bool isIncremental)
{
    /// <summary>The fields below those given; a field without selection has none.</summary>
    public CollectedFields Collect(ObjectType type, IEnumerable<SelectedField> parents)
    {
        var collection = new Collection(type);
        foreach (var parent in parents)
            if (parent.Node.SelectionSet is { } set)
                Collect(set, parent.Defer, collection);
        return collection.Result;
    }

    /// <summary>The fields of merged selection sets.</summary>
    public CollectedFields Collect(ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        var collection = new Collection(type);
        foreach (var set in sets)
            Collect(set, null, collection);
        return collection.Result;
    }

    /// <summary>The fields of an operation.</summary>
    public CollectedFields Collect(ObjectType type, SelectionSetNode set)
    {
        var collection = new Collection(type);
        Collect(set, null, collection);
        return collection.Result;
    }

    /// <summary>The <c>@stream</c> of a field, unless its condition switches it off.</summary>
    public DirectiveNode? StreamOf(FieldNode field) => isIncremental ? Active(field, IncrementalDirectives.Stream) : null;

    private void Collect(SelectionSetNode set, DeferUsage? defer, Collection collection)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection))
                continue;
            switch (selection)
            {
                case FieldNode field:
                    collection.Add(field, defer);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, collection.Type):
                    Collect(inline.SelectionSet, collection.Enter(NewDefer(inline, defer)) ?? defer, collection);
                    break;
                // A skipped spread does not count as visited: the same fragment may be spread again without condition.
                case FragmentSpreadNode spread when fragments.TryGetValue(spread.Name.Value, out var fragment)
                    && Applies(fragment.TypeCondition, collection.Type):
                    var begun = NewDefer(spread, defer);
                    if (collection.IsFirstVisit(spread.Name.Value, begun ?? defer))
                        Collect(fragment.SelectionSet, collection.Enter(begun) ?? defer, collection);
                    break;
            }
        }
    }

    private DeferUsage? NewDefer(ISelectionNode fragment, DeferUsage? parent) =>
        isIncremental && Active(fragment, IncrementalDirectives.Defer) is { } directive ? new(directive, parent) : null;

    private DirectiveNode? Active(ISelectionNode node, string name)
    {
        foreach (var directive in node.Directives)
            if (directive.Name.Value == name)
                return IncrementalDirectives.Argument(directive, "if") is not { } condition || IsTrue(condition)
                    ? directive
                    : null;
        return null;
    }

    private bool IsIncluded(ISelectionNode selection)
    {
        foreach (var directive in selection.Directives)
            if (directive.Name.Value is "skip" && Condition(directive) || directive.Name.Value is "include" && !Condition(directive))
                return false;
        return true;
    }

    private bool Condition(DirectiveNode directive) => IsTrue(directive.Arguments[0].Value);

    private bool IsTrue(IValueNode condition) => condition switch
    {
        BooleanValueNode literal => literal.Value,
        VariableNode variable => conditions[variable.Name.Value],
        _ => false,
    };

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null || condition.Name.Value == type.Name
        || schema.FindType(condition.Name.Value) is InterfaceType or UnionType
            && schema.IsPossibleType(schema.FindType(condition.Name.Value)!, type);

    private sealed class Collection(ObjectType type)
    {
        private readonly HashSet<(string Fragment, DirectiveNode? Defer)> _visited = [];

        public ObjectType Type => type;

        public CollectedFields Result { get; } = new(new(StringComparer.Ordinal), []);

        public void Add(FieldNode field, DeferUsage? defer)
        {
            if (!Result.Fields.TryGetValue(field.ResponseName, out var merged))
                Result.Fields[field.ResponseName] = merged = [];
            merged.Add(new SelectedField(field, defer));
        }

        public DeferUsage? Enter(DeferUsage? defer)
        {
            if (defer is not null)
                Result.NewDefers.Add(defer);
            return defer;
        }

        // What is asked for at once need not be asked for again later.
        public bool IsFirstVisit(string fragment, DeferUsage? defer) =>
            !_visited.Contains((fragment, null)) && _visited.Add((fragment, defer?.Directive));
    }
}
