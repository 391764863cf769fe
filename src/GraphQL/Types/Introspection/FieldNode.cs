using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Introspection;

/// <summary>
/// Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of
/// arguments, and a return type.
/// </summary>
[ObjectType<OutputField>(ExplicitFieldsOnly = true)]
[GraphQLName("__Field")]
internal static class FieldNode
{
    /// <summary>The field's name.</summary>
    public static string GetName([Parent] OutputField field) => field.Name;

    /// <summary>Markdown about the field.</summary>
    public static string? GetDescription([Parent] OutputField field) => field.Description;

    /// <summary>What the field takes.</summary>
    public static IEnumerable<InputValue> GetArgs([Parent] OutputField field, bool includeDeprecated = false) =>
        field.Arguments.Where(argument => includeDeprecated || !argument.IsDeprecated);

    /// <summary>What the field returns.</summary>
    public static IType GetType([Parent] OutputField field) => field.Type;

    /// <summary>Whether the field should no longer be used.</summary>
    public static bool GetIsDeprecated([Parent] OutputField field) => field.IsDeprecated;

    /// <summary>Why the field should no longer be used.</summary>
    public static string? GetDeprecationReason([Parent] OutputField field) => field.DeprecationReason;
}
