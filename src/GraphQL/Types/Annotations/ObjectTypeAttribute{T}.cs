namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The class configures the object type of <typeparamref name="T"/>: its name, description and further fields.</summary>
/// <typeparam name="T">The .NET type that is described.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ObjectTypeAttribute<T>() : TypeNodeAttribute(typeof(T));
