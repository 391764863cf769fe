namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The parameter is a service. Registered types need it only for a key.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute(string? key = null) : Attribute
{
    /// <summary>The key of a keyed service; null for the plain one.</summary>
    public string? Key { get; } = key;
}
