using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Validation;

namespace Analytics.GraphQL.Tests.Validation;

/// <summary>Compares what one rule says of a document with what is expected, written "line:column message".</summary>
internal static class RuleAssert
{
    public static void Reports(string rule, string document, params string[] expected) =>
        Reports(AnimalSchema.Instance, rule, document, expected);

    public static void Reports(Schema schema, string rule, string document, params string[] expected)
    {
        var errors = DocumentValidator.Validate(schema, Utf8GraphQLParser.Parse(document));
        Assert.Equal(expected, errors.Where(error => error.Rule == rule).Select(Describe));
    }

    private static string Describe(ValidationError error) =>
        string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}").Append(error.Message));
}
