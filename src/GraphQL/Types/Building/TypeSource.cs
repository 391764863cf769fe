using System.Reflection;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Building;

/// <summary>What the annotations of a .NET type make of it.</summary>
internal static class TypeSource
{
    /// <summary>The kind that the annotations declare.</summary>
    public static TypeSourceKind KindOf(Type type)
    {
        foreach (var attribute in type.GetCustomAttributes(false))
            switch (attribute)
            {
                case QueryTypeAttribute: return TypeSourceKind.Query;
                case MutationTypeAttribute: return TypeSourceKind.Mutation;
                case SubscriptionTypeAttribute: return TypeSourceKind.Subscription;
                case TypeNodeAttribute: return TypeSourceKind.Node;
                case ObjectTypeAttribute: return TypeSourceKind.Object;
                case InterfaceTypeAttribute: return TypeSourceKind.Interface;
                case UnionTypeAttribute: return TypeSourceKind.Union;
                case InputObjectTypeAttribute: return TypeSourceKind.Input;
                case EnumTypeAttribute: return TypeSourceKind.Enum;
                case DirectiveTypeAttribute: return TypeSourceKind.Directive;
            }
        return TypeSourceKind.None;
    }

    /// <summary>The attribute by which a class speaks about another type; null when it has none.</summary>
    public static TypeNodeAttribute? Node(Type type) => type.GetCustomAttribute<TypeNodeAttribute>(false);

    /// <summary>What a type node makes of its target; <see cref="TypeSourceKind.None"/> when it only extends it.</summary>
    public static TypeSourceKind TargetKind(TypeNodeAttribute node)
    {
        if (!node.GetType().IsGenericType)
            return TypeSourceKind.None;
        var open = node.GetType().GetGenericTypeDefinition();
        return open == typeof(ObjectTypeAttribute<>) ? TypeSourceKind.Object
            : open == typeof(InterfaceTypeAttribute<>) ? TypeSourceKind.Interface
            : open == typeof(UnionTypeAttribute<>) ? TypeSourceKind.Union
            : TypeSourceKind.None;
    }
}

/// <summary>The parts that an annotated .NET type can play.</summary>
internal enum TypeSourceKind
{
    /// <summary>No annotation.</summary>
    None,

    /// <summary>Fields of the query type.</summary>
    Query,

    /// <summary>Fields of the mutation type.</summary>
    Mutation,

    /// <summary>Fields of the subscription type.</summary>
    Subscription,

    /// <summary>Speaks about the type of another .NET type.</summary>
    Node,

    /// <summary>An object type.</summary>
    Object,

    /// <summary>An interface.</summary>
    Interface,

    /// <summary>A union.</summary>
    Union,

    /// <summary>An input object.</summary>
    Input,

    /// <summary>An enum.</summary>
    Enum,

    /// <summary>A directive.</summary>
    Directive,
}
