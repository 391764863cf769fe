namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The base class or C# interface is a GraphQL interface; the types that derive from it implement it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
public sealed class InterfaceTypeAttribute : Attribute;
