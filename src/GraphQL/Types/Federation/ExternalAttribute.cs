using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>Another subgraph resolves the field; it is here for a key or for what a field needs.</summary>
[DirectiveType(DirectiveLocation.Object, DirectiveLocation.FieldDefinition, Name = "external")]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ExternalAttribute : DirectiveAttribute;
