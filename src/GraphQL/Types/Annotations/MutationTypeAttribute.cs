namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The public static methods of the class are fields of <c>Mutation</c>; several classes make up the one type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationTypeAttribute : Attribute;
