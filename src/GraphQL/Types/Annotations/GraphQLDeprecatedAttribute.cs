namespace Analytics.GraphQL.Types.Annotations;

/// <summary>Marks a field, argument, input field or enum value as deprecated.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDeprecatedAttribute(string reason = "No longer supported") : Attribute
{
    /// <summary>Markdown: why, and what to use instead.</summary>
    public string Reason { get; } = reason;
}
