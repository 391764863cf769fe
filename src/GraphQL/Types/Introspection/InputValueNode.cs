using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Introspection;

/// <summary>
/// Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values
/// which describe their type and optionally a default value.
/// </summary>
[ObjectType<InputValue>(ExplicitFieldsOnly = true)]
[GraphQLName("__InputValue")]
internal static class InputValueNode
{
    /// <summary>The name.</summary>
    public static string GetName([Parent] InputValue value) => value.Name;

    /// <summary>Markdown about the value.</summary>
    public static string? GetDescription([Parent] InputValue value) => value.Description;

    /// <summary>What is taken.</summary>
    public static IType GetType([Parent] InputValue value) => value.Type;

    /// <summary>A GraphQL-formatted string representing the default value for this input value.</summary>
    public static string? GetDefaultValue([Parent] InputValue value) =>
        value.DefaultValue is { } literal ? SyntaxPrinter.Print(literal) : null;

    /// <summary>Whether the value should no longer be given.</summary>
    public static bool GetIsDeprecated([Parent] InputValue value) => value.IsDeprecated;

    /// <summary>Why the value should no longer be given.</summary>
    public static string? GetDeprecationReason([Parent] InputValue value) => value.DeprecationReason;
}
