namespace Analytics.GraphQL.Types.Annotations;

/// <summary>Lifts what <see cref="AuthorizeAttribute"/> on the class demands.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class AllowAnonymousAttribute : Attribute;
