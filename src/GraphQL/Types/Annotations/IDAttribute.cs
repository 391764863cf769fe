namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The value is an opaque <c>ID</c>; applies to text, <see cref="Guid"/> and whole numbers, and to lists of them.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class IDAttribute : Attribute;
