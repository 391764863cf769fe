namespace Analytics.GraphQL.Tests;

/// <summary>Tests that measure the whole process; they run when all others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
