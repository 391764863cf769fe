using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>Several subgraphs may resolve the field, or all fields of the type.</summary>
[DirectiveType(DirectiveLocation.Object, DirectiveLocation.FieldDefinition, Name = "shareable", IsRepeatable = true)]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ShareableAttribute : DirectiveAttribute;
