using System.Collections.Frozen;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>The specification's CollectFields, for variables whose conditions are known.</summary>
internal sealed class FieldCollector(
    Schema schema, FrozenDictionary<string, FragmentDefinitionNode> fragments, IReadOnlyDictionary<string, bool> conditions)
{
    /// <summary>The selected fields by response name, in the order of their first included occurrence.</summary>
    public OrderedDictionary<string, List<FieldNode>> Collect(ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        var collected = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
            Collect(type, set, collected, visited);
        return collected;
    }

    private void Collect(
        ObjectType type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> collected,
        HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection))
                continue;
            switch (selection)
            {
                case FieldNode field:
                    if (!collected.TryGetValue(field.ResponseName, out var merged))
                        collected[field.ResponseName] = merged = [];
                    merged.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, collected, visited);
                    break;
                // A skipped spread does not count as visited: the same fragment may be spread again without condition.
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && fragments.TryGetValue(spread.Name.Value, out var fragment) && Applies(fragment.TypeCondition, type):
                    Collect(type, fragment.SelectionSet, collected, visited);
                    break;
            }
        }
    }

    private bool IsIncluded(ISelectionNode selection)
    {
        foreach (var directive in selection.Directives)
            if (directive.Name.Value is "skip" && Condition(directive) || directive.Name.Value is "include" && !Condition(directive))
                return false;
        return true;
    }

    private bool Condition(DirectiveNode directive) => directive.Arguments[0].Value switch
    {
        BooleanValueNode literal => literal.Value,
        VariableNode variable => conditions[variable.Name.Value],
        _ => false,
    };

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null || condition.Name.Value == type.Name
        || schema.FindType(condition.Name.Value) is InterfaceType or UnionType
            && schema.IsPossibleType(schema.FindType(condition.Name.Value)!, type);
}
