namespace Analytics.GraphQL.Types.Annotations;

/// <summary><typeparamref name="T"/>, a base class or C# interface, is a GraphQL interface; the class may add fields.</summary>
/// <typeparam name="T">The .NET type that is described.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InterfaceTypeAttribute<T>() : TypeNodeAttribute(typeof(T));
