namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The enum is part of the schema, also when nothing uses it yet.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class EnumTypeAttribute : Attribute;
