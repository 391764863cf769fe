using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>The field needs external fields of its object, which the gateway sends along with the key.</summary>
/// <param name="fields">A selection of external fields.</param>
[DirectiveType(DirectiveLocation.FieldDefinition, Name = "requires")]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class RequiresAttribute([GraphQLType<FieldSetType>] string fields) : DirectiveAttribute
{
    /// <summary>A selection of external fields.</summary>
    public string Fields { get; } = fields;
}
