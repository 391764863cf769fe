namespace Analytics.GraphQL.Validation;

/// <summary>How much validation may cost, and how much it may tell.</summary>
public sealed class ValidationOptions
{
    /// <summary>The options that apply when none are given.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>Errors after which validation gives up.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>
    /// Field occurrences that the merging of fields may look at. Fragments can be arranged so that their merged fields
    /// grow exponentially; an honest document stays near the number of its fields.
    /// </summary>
    public int MaxFieldMergeWork { get; init; } = 100_000;

    /// <summary>
    /// Fragments, with the variables in them, that the operations of a document may reach, counted anew for each
    /// operation: a document of many operations and many fragments would cost their product.
    /// </summary>
    public int MaxFragmentWork { get; init; } = 100_000;

    /// <summary>Lists of the introspection that may be nested in each other.</summary>
    public int MaxIntrospectionLists { get; init; } = 2;

    /// <summary>Whether messages leave out similar names, which tell a stranger what the schema has.</summary>
    public bool HideSuggestions { get; init; }
}
