using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution.Diagnostics;

/// <summary>Kinds of operations as documents write them.</summary>
internal static class OperationTypeNames
{
    public static string Of(OperationType type) => type switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
