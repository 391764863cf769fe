namespace Analytics.GraphQL.Types;

/// <summary>Questions that all type references answer.</summary>
public static class TypeExtensions
{
    /// <summary>The named type inside all wrappers.</summary>
    public static NamedType NamedType(this IType type)
    {
        while (true)
            switch (type)
            {
                case NonNullType nonNull: type = nonNull.NullableType; break;
                case ListType list: type = list.ElementType; break;
                default: return (NamedType)type;
            }
    }

    /// <summary>The type without an outer non-null wrapper.</summary>
    public static IType NullableType(this IType type) => type is NonNullType nonNull ? nonNull.NullableType : type;

    /// <summary>Whether the outermost wrapper is non-null.</summary>
    public static bool IsNonNull(this IType type) => type is NonNullType;

    /// <summary>Whether the type is a list, nullable or not.</summary>
    public static bool IsList(this IType type) => type.NullableType() is ListType;

    /// <summary>Whether arguments, input fields and variables may have the type.</summary>
    public static bool IsInputType(this IType type) => type.NamedType() is ScalarType or EnumType or InputObjectType;

    /// <summary>Whether fields may have the type.</summary>
    public static bool IsOutputType(this IType type) => type.NamedType() is not InputObjectType;

    /// <summary>Whether the named type is a scalar or an enum.</summary>
    public static bool IsLeaf(this IType type) => type.NamedType() is ScalarType or EnumType;

    /// <summary>Whether the named type needs a selection set: object, interface or union.</summary>
    public static bool IsComposite(this IType type) => type.NamedType() is ComplexType or UnionType;

    /// <summary>Whether the named type is an interface or a union.</summary>
    public static bool IsAbstract(this IType type) => type.NamedType() is InterfaceType or UnionType;

    /// <summary>Whether both references mean the same type: the same wrappers around the same named type.</summary>
    public static bool IsSameAs(this IType left, IType right) => (left, right) switch
    {
        (NonNullType a, NonNullType b) => a.NullableType.IsSameAs(b.NullableType),
        (ListType a, ListType b) => a.ElementType.IsSameAs(b.ElementType),
        _ => ReferenceEquals(left, right),
    };
}
