using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>Reads <c>@defer</c> and <c>@stream</c> where a document applies them.</summary>
internal static class IncrementalUsage
{
    /// <summary>What clients know the part by; null for none. Validation lets only constants pass.</summary>
    public static string? LabelOf(DirectiveNode directive) => (IncrementalDirectives.Argument(directive, "label") as StringValueNode)?.Value;

    /// <summary>Whether a document uses either, whatever their conditions.</summary>
    public static bool AreUsedIn(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
            if (definition is OperationDefinitionNode operation && AreUsedIn(operation.SelectionSet)
                || definition is FragmentDefinitionNode fragment && AreUsedIn(fragment.SelectionSet))
                return true;
        return false;
    }

    private static bool AreUsedIn(SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives)
                if (directive.Name.Value is IncrementalDirectives.Defer or IncrementalDirectives.Stream)
                    return true;
            var below = selection is FieldNode field ? field.SelectionSet : (selection as InlineFragmentNode)?.SelectionSet;
            if (below is not null && AreUsedIn(below))
                return true;
        }
        return false;
    }
}
