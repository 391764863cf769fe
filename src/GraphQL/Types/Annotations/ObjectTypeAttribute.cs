namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The type is a GraphQL object type, also when no field returns it yet.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ObjectTypeAttribute : Attribute;
