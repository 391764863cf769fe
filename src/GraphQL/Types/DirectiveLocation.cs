using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types;

/// <summary>The places where a directive may stand.</summary>
[GraphQLName("__DirectiveLocation")]
public enum DirectiveLocation
{
    /// <summary>On a query.</summary>
    Query,

    /// <summary>On a mutation.</summary>
    Mutation,

    /// <summary>On a subscription.</summary>
    Subscription,

    /// <summary>On a selected field.</summary>
    Field,

    /// <summary>On a fragment definition.</summary>
    FragmentDefinition,

    /// <summary>On a fragment spread.</summary>
    FragmentSpread,

    /// <summary>On an inline fragment.</summary>
    InlineFragment,

    /// <summary>On a variable definition.</summary>
    VariableDefinition,

    /// <summary>On a schema definition.</summary>
    Schema,

    /// <summary>On a scalar definition.</summary>
    Scalar,

    /// <summary>On an object type definition.</summary>
    Object,

    /// <summary>On a field definition.</summary>
    FieldDefinition,

    /// <summary>On an argument definition.</summary>
    ArgumentDefinition,

    /// <summary>On an interface definition.</summary>
    Interface,

    /// <summary>On a union definition.</summary>
    Union,

    /// <summary>On an enum definition.</summary>
    Enum,

    /// <summary>On an enum value definition.</summary>
    EnumValue,

    /// <summary>On an input object definition.</summary>
    InputObject,

    /// <summary>On an input field definition.</summary>
    InputFieldDefinition,
}
