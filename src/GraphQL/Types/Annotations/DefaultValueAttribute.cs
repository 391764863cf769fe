namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The default of an argument or input field, as a .NET constant.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DefaultValueAttribute(object? value) : Attribute
{
    /// <summary>The constant; null is the explicit default <c>null</c>.</summary>
    public object? Value { get; } = value;
}
