namespace Analytics.GraphQL.Tests.Oracle.Rule;

/// <summary>What the rule knows of a request.</summary>
internal sealed class RuleState(int seed)
{
    /// <summary>The key in the request's global state.</summary>
    public const string Key = "rule";

    /// <summary>Makes the same document answer differently.</summary>
    public int Seed { get; } = seed;

    /// <summary>How many root fields of the mutation have started.</summary>
    public int Order { get; set; }
}
