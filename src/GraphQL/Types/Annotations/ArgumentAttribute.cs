namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The parameter comes from the caller, although a service of its type is registered.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ArgumentAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the schema; null for the name of the parameter.</summary>
    public string? Name { get; } = name;
}
