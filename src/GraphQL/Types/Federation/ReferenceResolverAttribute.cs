using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>
/// The static method finds an entity by a key: its arguments are fields of the key, or other fields of the object that a
/// gateway sends. It may take data loaders, so that the entities of a request are fetched together, and answers null for an
/// entity that does not exist. It stands in the entity's class or in one about it, see <see cref="ObjectTypeAttribute{T}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReferenceResolverAttribute : Attribute;
