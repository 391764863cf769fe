namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The parameter is request-wide state that an interceptor has set.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class GlobalStateAttribute(string? key = null) : Attribute
{
    /// <summary>The key of the state; null for the name of the parameter.</summary>
    public string? Key { get; } = key;
}
