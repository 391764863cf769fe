namespace Analytics.GraphQL.Types.Introspection;

/// <summary>The classes that describe the introspection types to the schema builder.</summary>
internal static class IntrospectionTypes
{
    /// <summary>All of them; every schema has them.</summary>
    public static Type[] All { get; } =
    [
        typeof(SchemaNode), typeof(TypeNode), typeof(FieldNode), typeof(InputValueNode), typeof(EnumValueNode),
        typeof(DirectiveNode),
    ];
}
