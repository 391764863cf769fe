namespace Analytics.GraphQL.Types.Annotations;

/// <summary><typeparamref name="T"/>, a base class or C# interface, is a GraphQL union of the types that derive from it.</summary>
/// <typeparam name="T">The .NET type that is described.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnionTypeAttribute<T>() : TypeNodeAttribute(typeof(T));
