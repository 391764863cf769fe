namespace Analytics.GraphQL.Types.Federation;

/// <summary>The method answers entities of any type.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EntitiesAttribute : Attribute;
