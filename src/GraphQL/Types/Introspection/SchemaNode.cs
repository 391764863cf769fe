using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Introspection;

/// <summary>
/// A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the
/// server, as well as the entry points for query, mutation, and subscription operations.
/// </summary>
[ObjectType<Schema>(ExplicitFieldsOnly = true)]
[GraphQLName("__Schema")]
internal static class SchemaNode
{
    /// <summary>Markdown about the schema as a whole.</summary>
    public static string? GetDescription([Parent] Schema schema) => schema.Description;

    /// <summary>A list of all types supported by this server.</summary>
    public static IEnumerable<IType> GetTypes([Parent] Schema schema) => schema.Types;

    /// <summary>The type that query operations will be rooted at.</summary>
    public static IType GetQueryType([Parent] Schema schema) => schema.QueryType;

    /// <summary>If this server supports mutation, the type that mutation operations will be rooted at.</summary>
    public static IType? GetMutationType([Parent] Schema schema) => schema.MutationType;

    /// <summary>If this server supports subscription, the type that subscription operations will be rooted at.</summary>
    public static IType? GetSubscriptionType([Parent] Schema schema) => schema.SubscriptionType;

    /// <summary>A list of all directives supported by this server.</summary>
    public static IEnumerable<DirectiveType> GetDirectives([Parent] Schema schema) => schema.Directives;
}
