namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The same as <see cref="ExtendObjectTypeAttribute{T}"/>, for types that cannot be type arguments.</summary>
/// <param name="target">The .NET type that is described; for an interface or base class all object types that derive from it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExtendObjectTypeAttribute(Type target) : TypeNodeAttribute(target);
