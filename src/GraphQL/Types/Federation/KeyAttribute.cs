using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>The object is an entity: other subgraphs may refer to it by these fields. Several keys may be given.</summary>
/// <param name="fields">A selection of the type's own fields, such as <c>id</c> or <c>sku region { code }</c>.</param>
[DirectiveType(DirectiveLocation.Object, DirectiveLocation.Interface, Name = "key", IsRepeatable = true)]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class KeyAttribute([GraphQLType<FieldSetType>] string fields) : DirectiveAttribute
{
    /// <summary>A selection of the type's own fields.</summary>
    public string Fields { get; } = fields;

    /// <summary>False for a mere reference: this subgraph knows the key, and nothing more of the entity.</summary>
    [DefaultValue(true)]
    public bool Resolvable { get; set; } = true;
}
