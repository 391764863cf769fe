using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Introspection;

/// <summary>
/// The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by
/// the `__TypeKind` enum. Depending on the kind of a type, certain fields describe information about that type.
/// </summary>
[ObjectType<IType>(ExplicitFieldsOnly = true)]
[GraphQLName("__Type")]
internal static class TypeNode
{
    /// <summary>Which kind of type this is.</summary>
    public static TypeKind GetKind([Parent] IType type) => type.Kind;

    /// <summary>The name; null for lists and non-null types.</summary>
    public static string? GetName([Parent] IType type) => (type as NamedType)?.Name;

    /// <summary>Markdown about the type.</summary>
    public static string? GetDescription([Parent] IType type) => (type as NamedType)?.Description;

    /// <summary>Where a scalar is specified.</summary>
    [GraphQLName("specifiedByURL")]
    public static string? GetSpecifiedByUrl([Parent] IType type) => (type as ScalarType)?.SpecifiedBy?.OriginalString;

    /// <summary>The fields of an object or interface.</summary>
    public static IEnumerable<OutputField>? GetFields([Parent] IType type, bool includeDeprecated = false) =>
        (type as ComplexType)?.Fields.Where(field => includeDeprecated || !field.IsDeprecated);

    /// <summary>The interfaces of an object or interface.</summary>
    public static IEnumerable<IType>? GetInterfaces([Parent] IType type) => (type as ComplexType)?.Interfaces;

    /// <summary>The object types that a value of an interface or union can have.</summary>
    public static IEnumerable<IType>? GetPossibleTypes([Parent] IType type, Schema schema) =>
        type is InterfaceType or UnionType ? schema.GetPossibleTypes((NamedType)type) : null;

    /// <summary>The values of an enum.</summary>
    public static IEnumerable<EnumValue>? GetEnumValues([Parent] IType type, bool includeDeprecated = false) =>
        (type as EnumType)?.Values.Where(value => includeDeprecated || !value.IsDeprecated);

    /// <summary>The fields of an input object.</summary>
    public static IEnumerable<InputValue>? GetInputFields([Parent] IType type, bool includeDeprecated = false) =>
        (type as InputObjectType)?.Fields.Where(field => includeDeprecated || !field.IsDeprecated);

    /// <summary>What a list or non-null type wraps.</summary>
    public static IType? GetOfType([Parent] IType type) => type switch
    {
        ListType list => list.ElementType,
        NonNullType nonNull => nonNull.NullableType,
        _ => null,
    };

    /// <summary>Whether exactly one field of an input object must be given; null for other kinds.</summary>
    public static bool? GetIsOneOf([Parent] IType type) => (type as InputObjectType)?.IsOneOf;
}
