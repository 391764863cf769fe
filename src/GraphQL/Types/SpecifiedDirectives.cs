using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types;

/// <summary>The directives that every schema has.</summary>
internal static class SpecifiedDirectives
{
    private static readonly ImmutableArray<DirectiveLocation> Selections =
        [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment];

    /// <summary>Makes the five directives around the schema's own scalars.</summary>
    public static ImmutableArray<DirectiveType> Create(StringType text, BooleanType boolean) =>
    [
        new("include", Selections,
            [new Argument("if", new NonNullType(boolean), "Included when true.") { ClrType = typeof(bool) }],
            "Directs the executor to include this field or fragment only when the `if` argument is true."),
        new("skip", Selections,
            [new Argument("if", new NonNullType(boolean), "Skipped when true.") { ClrType = typeof(bool) }],
            "Directs the executor to skip this field or fragment when the `if` argument is true."),
        new("deprecated",
            [
                DirectiveLocation.FieldDefinition, DirectiveLocation.ArgumentDefinition,
                DirectiveLocation.InputFieldDefinition, DirectiveLocation.EnumValue,
            ],
            [
                new Argument("reason", new NonNullType(text),
                    "Explains why this element was deprecated, usually also including a suggestion for how to access "
                    + "supported similar data. Formatted using the Markdown syntax, as specified by "
                    + "[CommonMark](https://commonmark.org/).",
                    new StringValueNode("No longer supported")) { ClrType = typeof(string) },
            ],
            "Marks an element of a GraphQL schema as no longer supported."),
        new("specifiedBy", [DirectiveLocation.Scalar],
            [
                new Argument("url", new NonNullType(text), "The URL that specifies the behavior of this scalar.")
                {
                    ClrType = typeof(string),
                },
            ],
            "Exposes a URL that specifies the behavior of this scalar."),
        new("oneOf", [DirectiveLocation.InputObject], [],
            "Indicates exactly one field must be supplied and this field must not be `null`."),
    ];
}
