namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The type is an input object, also when no argument takes it yet.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class InputObjectTypeAttribute : Attribute;
