using System.Collections.Immutable;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>The variables that decide about <c>@skip</c> and <c>@include</c> in a document.</summary>
internal static class ConditionVariables
{
    /// <summary>Their names, distinct and sorted.</summary>
    public static ImmutableArray<string> Find(DocumentNode document)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var definition in document.Definitions)
            switch (definition)
            {
                case OperationDefinitionNode operation: Find(operation.SelectionSet, found); break;
                case FragmentDefinitionNode fragment: Find(fragment.SelectionSet, found); break;
            }
        return [.. found];
    }

    private static void Find(SelectionSetNode set, SortedSet<string> found)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives)
                if (directive is { Name.Value: "skip" or "include", Arguments: [{ Value: VariableNode variable }] })
                    found.Add(variable.Name.Value);
            if (selection is FieldNode { SelectionSet: { } below })
                Find(below, found);
            else if (selection is InlineFragmentNode inline)
                Find(inline.SelectionSet, found);
        }
    }
}
