namespace Analytics.GraphQL.Execution.Cost;

/// <summary>Whether an answer tells what the operation costs.</summary>
public enum CostReport
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It does, in <c>extensions.cost</c>.</summary>
    Report,

    /// <summary>It tells nothing else: the operation is not executed, and not refused for its cost.</summary>
    Validate,
}
