namespace Analytics.GraphQL.Types.Annotations;

/// <summary>Exactly one field of the input must be given, and not as null (<c>@oneOf</c>).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class OneOfAttribute : Attribute;
