using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>The field brings external fields of what it returns along.</summary>
/// <param name="fields">A selection of external fields.</param>
[DirectiveType(DirectiveLocation.FieldDefinition, Name = "provides")]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ProvidesAttribute([GraphQLType<FieldSetType>] string fields) : DirectiveAttribute
{
    /// <summary>A selection of external fields.</summary>
    public string Fields { get; } = fields;
}
