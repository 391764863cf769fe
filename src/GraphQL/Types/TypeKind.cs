using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types;

/// <summary>An enum describing what kind of type a given `__Type` is.</summary>
[GraphQLName("__TypeKind")]
public enum TypeKind
{
    /// <summary>A leaf value.</summary>
    Scalar,

    /// <summary>Fields with resolvers; <c>fields</c> and <c>interfaces</c> are valid.</summary>
    Object,

    /// <summary>Fields that several object types share; <c>fields</c>, <c>interfaces</c> and <c>possibleTypes</c> are valid.</summary>
    Interface,

    /// <summary>One of several object types; <c>possibleTypes</c> is valid.</summary>
    Union,

    /// <summary>A leaf that is one of the named values; <c>enumValues</c> is valid.</summary>
    Enum,

    /// <summary>A structured input; <c>inputFields</c> is valid.</summary>
    InputObject,

    /// <summary>A list of <c>ofType</c>.</summary>
    List,

    /// <summary><c>ofType</c>, but never null.</summary>
    NonNull,
}
