namespace Analytics.GraphQL.Types.Annotations;

/// <summary>Reshapes one mutation by the conventions, or keeps it from them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseMutationConventionAttribute : Attribute
{
    /// <summary>Whether the mutation stays as it is written.</summary>
    public bool Disable { get; set; }

    /// <summary>The name of the input type; null for the pattern of the options.</summary>
    public string? InputTypeName { get; set; }

    /// <summary>The name of the one argument; null for that of the options.</summary>
    public string? InputArgumentName { get; set; }

    /// <summary>The name of the payload type; null for the pattern of the options.</summary>
    public string? PayloadTypeName { get; set; }

    /// <summary>The payload's field for the result; null for the name of the result's type.</summary>
    public string? PayloadFieldName { get; set; }

    /// <summary>The name of the error union; null for the pattern of the options.</summary>
    public string? PayloadErrorTypeName { get; set; }
}
