using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>Finds the fields that ask for the schema.</summary>
internal static class IntrospectionFields
{
    /// <summary>Whether an operation or fragment of the document selects <c>__schema</c> or <c>__type</c>.</summary>
    public static bool AreIn(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
            if (definition is OperationDefinitionNode operation && AreIn(operation.SelectionSet)
                || definition is FragmentDefinitionNode fragment && AreIn(fragment.SelectionSet))
                return true;
        return false;
    }

    // They are fields of the query type, but a fragment on it may be nested in other fragments.
    private static bool AreIn(SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
            if (selection is FieldNode { Name.Value: "__schema" or "__type" }
                || selection is FieldNode { SelectionSet: { } below } && AreIn(below)
                || selection is InlineFragmentNode inline && AreIn(inline.SelectionSet))
                return true;
        return false;
    }
}
