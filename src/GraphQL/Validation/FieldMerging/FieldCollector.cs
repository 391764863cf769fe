using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.FieldMerging;

/// <summary>Gathers the fields that are merged into one set, fragments dissolved, and counts what that costs.</summary>
internal sealed class FieldCollector(ValidationContext context)
{
    private readonly Dictionary<FieldNode, MergeField> _fields = [];
    private readonly Stack<(ImmutableArray<ISelectionNode> Selections, int Next, NamedType? Type)> _open = [];
    private readonly List<FragmentSpreadNode> _spreads = [];
    private readonly Stack<FragmentSpreadNode> _waiting = [];
    private readonly HashSet<string> _fragmentsSeen = new(StringComparer.Ordinal);
    private int _work;

    /// <summary>True when more was gathered than the options allow; the sets are then incomplete.</summary>
    public bool IsExhausted => _work > context.Options.MaxFieldMergeWork;

    /// <summary>Whether the fragment's fields have been part of some set.</summary>
    public bool HasSeen(FragmentDefinitionNode fragment) =>
        _fragmentsSeen.Contains(fragment.Name.Value) && context.FindFragment(fragment.Name.Value) == fragment;

    /// <summary>The fields of one selection set.</summary>
    public List<FieldOccurrence> Collect(SelectionSetNode selections, NamedType? type)
    {
        var fields = new List<FieldOccurrence>();
        AddFields(fields, selections, type, origin: null, new HashSet<string>(StringComparer.Ordinal));
        return fields;
    }

    /// <summary>The fields of the selection sets below the fields given, as one set.</summary>
    public List<FieldOccurrence> CollectBelow(IReadOnlyList<FieldOccurrence> parents)
    {
        var fields = new List<FieldOccurrence>();
        // A fragment adds the same fields however often it is spread into one set.
        var fragments = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parent in parents)
        {
            if (parent.Field.Node.SelectionSet is not { } selections)
                continue;
            var type = parent.Field.Type?.NamedType();
            AddFields(fields, selections, type is not null && type.IsComposite() ? type : null, parent, fragments);
        }
        return fields;
    }

    // The stack is kept here and not on the thread: fragments can make the nesting deeper than the parser's limit.
    private void AddFields(
        List<FieldOccurrence> fields, SelectionSetNode selections, NamedType? type, FieldOccurrence? origin,
        HashSet<string> fragments)
    {
        _open.Push((selections.Selections, 0, type));
        while (_open.TryPop(out var set) || NextFragment(out set))
        {
            if (set.Next == set.Selections.Length || Spend())
                continue;
            _open.Push(set with { Next = set.Next + 1 });
            switch (set.Selections[set.Next])
            {
                case FieldNode field:
                    fields.Add(new FieldOccurrence(Find(field, set.Type), origin));
                    break;
                case InlineFragmentNode inline:
                    var inlineType = inline.TypeCondition is { } on ? context.ResolveComposite(on) : set.Type;
                    _open.Push((inline.SelectionSet.Selections, 0, inlineType));
                    break;
                case FragmentSpreadNode spread when fragments.Add(spread.Name.Value):
                    _fragmentsSeen.Add(spread.Name.Value);
                    _spreads.Add(spread);
                    break;
            }
        }
    }

    // As the reference implementation does it, fragments come after the fields of the set that spreads them: which of
    // two fields is told as the first depends on it.
    private bool NextFragment(out (ImmutableArray<ISelectionNode> Selections, int Next, NamedType? Type) set)
    {
        for (var i = _spreads.Count - 1; i >= 0; i--)
            _waiting.Push(_spreads[i]);
        _spreads.Clear();
        while (_waiting.TryPop(out var spread))
        {
            if (context.FindFragment(spread.Name.Value) is not { } fragment)
                continue;
            set = (fragment.SelectionSet.Selections, 0, context.ResolveComposite(fragment.TypeCondition));
            return true;
        }
        set = default;
        return false;
    }

    /// <summary>Counts one unit of work.</summary>
    /// <returns>True when there is none left.</returns>
    public bool Spend()
    {
        _work++;
        return IsExhausted;
    }

    private MergeField Find(FieldNode node, NamedType? type)
    {
        if (_fields.TryGetValue(node, out var field))
            return field;
        var definition = type is null ? null : context.Schema.FindField(type, node.Name.Value);
        return _fields[node] = new MergeField(_fields.Count, node, type, definition);
    }
}
