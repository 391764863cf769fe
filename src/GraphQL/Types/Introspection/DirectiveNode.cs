using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Introspection;

/// <summary>
/// A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL
/// document.
/// </summary>
[ObjectType<DirectiveType>(ExplicitFieldsOnly = true)]
[GraphQLName("__Directive")]
internal static class DirectiveNode
{
    /// <summary>The name without `@`.</summary>
    public static string GetName([Parent] DirectiveType directive) => directive.Name;

    /// <summary>Markdown about the directive.</summary>
    public static string? GetDescription([Parent] DirectiveType directive) => directive.Description;

    /// <summary>Whether the directive may stand more than once in one place.</summary>
    public static bool GetIsRepeatable([Parent] DirectiveType directive) => directive.IsRepeatable;

    /// <summary>Where the directive may stand.</summary>
    public static IEnumerable<DirectiveLocation> GetLocations([Parent] DirectiveType directive) => directive.Locations;

    /// <summary>What the directive takes.</summary>
    public static IEnumerable<InputValue> GetArgs([Parent] DirectiveType directive, bool includeDeprecated = false) =>
        directive.Arguments.Where(argument => includeDeprecated || !argument.IsDeprecated);
}
