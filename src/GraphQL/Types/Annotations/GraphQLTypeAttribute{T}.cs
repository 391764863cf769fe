namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The scalar of a value, instead of the one that its .NET type has; applies to the items of a list.</summary>
/// <typeparam name="T">The scalar; one that was not added is made by its parameterless constructor.</typeparam>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class GraphQLTypeAttribute<T>() : GraphQLTypeAttribute(typeof(T)) where T : ScalarType, new();
