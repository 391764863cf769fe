namespace Analytics.GraphQL.Tests;

/// <summary>Tests that measure time or the whole process; they run one after the other, when all others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
