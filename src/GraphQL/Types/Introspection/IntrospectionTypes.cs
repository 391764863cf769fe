using System.Collections.Frozen;

namespace Analytics.GraphQL.Types.Introspection;

/// <summary>The classes that describe the introspection types to the schema builder.</summary>
internal static class IntrospectionTypes
{
    /// <summary>The names that the specification gives them.</summary>
    public static FrozenSet<string> Names { get; } =
    [
        "__Schema", "__Type", "__TypeKind", "__Field", "__InputValue", "__EnumValue", "__Directive", "__DirectiveLocation",
    ];

    /// <summary>All of them; every schema has them.</summary>
    public static Type[] All { get; } =
    [
        typeof(SchemaNode), typeof(TypeNode), typeof(FieldNode), typeof(InputValueNode), typeof(EnumValueNode),
        typeof(DirectiveNode),
    ];
}
