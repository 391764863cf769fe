namespace Analytics.GraphQL.Language;

/// <summary>What an operation does.</summary>
public enum OperationType
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>Changes, one root field after the other.</summary>
    Mutation,

    /// <summary>Answers again with every event.</summary>
    Subscription,
}
