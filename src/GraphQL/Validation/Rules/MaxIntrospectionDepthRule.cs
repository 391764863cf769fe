using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Lists of types are not nested in each other without end: an answer would grow exponentially.</summary>
internal sealed class MaxIntrospectionDepthRule(ValidationContext context) : ValidationRule(context)
{
    // The most lists around a fragment for which it was found harmless.
    private readonly Dictionary<string, int> _harmless = new(StringComparer.Ordinal);

    public override void EnterField(FieldNode field)
    {
        if (field.Name.Value is "__schema" or "__type" && field.SelectionSet is { } selections && IsTooDeep(selections))
            Report("Maximum introspection depth exceeded", field);
    }

    private bool IsTooDeep(SelectionSetNode start)
    {
        var pending = new Stack<(SelectionSetNode Selections, int Lists)>([(start, 0)]);
        while (pending.TryPop(out var next))
        {
            foreach (var selection in next.Selections.Selections)
            {
                var isList = selection is FieldNode
                    { Name.Value: "fields" or "interfaces" or "possibleTypes" or "inputFields" };
                var lists = next.Lists + (isList ? 1 : 0);
                if (lists > Context.Options.MaxIntrospectionLists)
                    return true;
                if (Inside(selection, lists) is { } inside)
                    pending.Push((inside, lists));
            }
        }
        return false;
    }

    private SelectionSetNode? Inside(ISelectionNode selection, int lists) => selection switch
    {
        FieldNode field => field.SelectionSet,
        InlineFragmentNode fragment => fragment.SelectionSet,
        FragmentSpreadNode spread when IsNews(spread.Name.Value, lists) =>
            Context.FindFragment(spread.Name.Value)?.SelectionSet,
        _ => null,
    };

    private bool IsNews(string fragment, int lists)
    {
        if (_harmless.TryGetValue(fragment, out var known) && known >= lists)
            return false;
        _harmless[fragment] = lists;
        return true;
    }
}
