using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Introspection;

/// <summary>The fields that types have beside their own.</summary>
internal static class MetaFields
{
    /// <summary>Access the current type schema of this server.</summary>
    [GraphQLName("__schema")]
    public static Schema GetSchema(Schema schema) => schema;

    /// <summary>Request the type information of a single type.</summary>
    [GraphQLName("__type")]
    public static IType? GetType(Schema schema, string name) => schema.FindType(name);

    /// <summary>The name of the current Object type at runtime.</summary>
    [GraphQLName("__typename")]
    // The plan writes the name itself, since only it knows the runtime type.
    public static string GetTypeName() => throw new InvalidOperationException("Answered by the plan.");
}
