namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The name in the schema, instead of the one that follows from the C# name.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    /// <summary>The name as the schema shows it.</summary>
    public string Name { get; } = name;
}
