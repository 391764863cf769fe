namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The class adds fields to the type of <typeparamref name="T"/>; for an interface, to all its object types.</summary>
/// <typeparam name="T">The .NET type that is described.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExtendObjectTypeAttribute<T>() : TypeNodeAttribute(typeof(T));
