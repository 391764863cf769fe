using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>The variables that decide about <c>@skip</c>, <c>@include</c>, <c>@defer</c> and <c>@stream</c> in a document.</summary>
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
                if (directive.Name.Value is "skip" or "include" or IncrementalDirectives.Defer or IncrementalDirectives.Stream
                    && IncrementalDirectives.Argument(directive, "if") is VariableNode variable)
                    found.Add(variable.Name.Value);
            if (selection is FieldNode { SelectionSet: { } below })
                Find(below, found);
            else if (selection is InlineFragmentNode inline)
                Find(inline.SelectionSet, found);
        }
    }
}
