using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Introspection;

/// <summary>
/// One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value.
/// However an Enum value is returned in a JSON response as a string.
/// </summary>
[ObjectType<EnumValue>(ExplicitFieldsOnly = true)]
[GraphQLName("__EnumValue")]
internal static class EnumValueNode
{
    /// <summary>The name.</summary>
    public static string GetName([Parent] EnumValue value) => value.Name;

    /// <summary>Markdown about the value.</summary>
    public static string? GetDescription([Parent] EnumValue value) => value.Description;

    /// <summary>Whether the value should no longer be used.</summary>
    public static bool GetIsDeprecated([Parent] EnumValue value) => value.IsDeprecated;

    /// <summary>Why the value should no longer be used.</summary>
    public static string? GetDeprecationReason([Parent] EnumValue value) => value.DeprecationReason;
}
