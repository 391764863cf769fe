namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The base class or C# interface is a GraphQL union of the types that derive from it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
public sealed class UnionTypeAttribute : Attribute;
