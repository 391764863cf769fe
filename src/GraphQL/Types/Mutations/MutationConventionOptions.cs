namespace Analytics.GraphQL.Types.Mutations;

/// <summary>How mutations are reshaped; in patterns <c>{MutationName}</c> is the field's name in PascalCase.</summary>
public sealed class MutationConventionOptions
{
    /// <summary>Whether mutations are reshaped that do not ask for it.</summary>
    public bool ApplyToAllMutations { get; set; } = true;

    /// <summary>The name of the one argument.</summary>
    public string InputArgumentName { get; set; } = "input";

    /// <summary>The name of its type.</summary>
    public string InputTypeNamePattern { get; set; } = "{MutationName}Input";

    /// <summary>The name of the payload type.</summary>
    public string PayloadTypeNamePattern { get; set; } = "{MutationName}Payload";

    /// <summary>The name of the error union.</summary>
    public string PayloadErrorTypeNamePattern { get; set; } = "{MutationName}Error";

    /// <summary>The payload's field for expected errors.</summary>
    public string PayloadErrorsFieldName { get; set; } = "errors";
}
