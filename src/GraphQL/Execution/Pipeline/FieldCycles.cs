using System.Runtime.InteropServices;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>How often fields lie within fields of the same name, each fragment looked at once.</summary>
internal sealed class FieldCycles(Dictionary<string, FragmentDefinitionNode> fragments)
{
    private readonly Dictionary<string, Dictionary<string, int>> _ofFragments = new(StringComparer.Ordinal);

    /// <summary>The field that lies most often within itself; null when nothing is selected.</summary>
    public (string Field, int Depth)? Deepest(SelectionSetNode set)
    {
        var deepest = default((string, int)?);
        foreach (var (field, count) in Of(set))
            if (deepest is null || count - 1 > deepest.Value.Item2)
                deepest = (field, count - 1);
        return deepest;
    }

    /// <summary>For each name the most fields of it on one way from the set down to a leaf.</summary>
    private Dictionary<string, int> Of(SelectionSetNode set)
    {
        var most = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var selection in set.Selections)
            switch (selection)
            {
                case FieldNode { Name.Value: "__schema" or "__type" }:
                    break;
                case FieldNode field:
                    if (field.SelectionSet is { } below)
                    {
                        var inside = Of(below);
                        CollectionsMarshal.GetValueRefOrAddDefault(inside, field.Name.Value, out _)++;
                        Merge(most, inside);
                    }
                    break;
                case InlineFragmentNode inline:
                    Merge(most, Of(inline.SelectionSet));
                    break;
                case FragmentSpreadNode spread:
                    Merge(most, OfFragment(spread.Name.Value));
                    break;
            }
        return most;
    }

    private Dictionary<string, int> OfFragment(string name)
    {
        if (_ofFragments.TryGetValue(name, out var known))
            return known;
        // A fragment that spreads itself counts as empty here; validation refuses it.
        _ofFragments[name] = [];
        return fragments.TryGetValue(name, out var fragment)
            ? _ofFragments[name] = Of(fragment.SelectionSet)
            : _ofFragments[name];
    }

    private static void Merge(Dictionary<string, int> most, Dictionary<string, int> other)
    {
        foreach (var (name, count) in other)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(most, name, out _);
            known = Math.Max(known, count);
        }
    }
}
