namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The parameter is the object that the field hangs on.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;
