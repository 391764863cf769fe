namespace Analytics.GraphQL.Tests.Oracle.Rule;

/// <summary>A value of an object type. Every object type has a class of its own below this one.</summary>
public class RuleObject
{
    /// <summary>What the values of its fields depend on.</summary>
    public uint Id { get; init; }
}
