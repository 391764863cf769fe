using Analytics.GraphQL.Language;
using Analytics.GraphQL.Validation;

namespace Analytics.GraphQL.Tests.Validation;

public sealed class DocumentValidatorTests
{
    [Fact]
    public void A_valid_document_has_no_errors() => Assert.Empty(Validate(
        """
        query Q($command: DogCommand = SIT, $with: Boolean!) {
          dog { ...Names knows: doesKnowCommand(dogCommand: $command) mother @include(if: $with) { ...Names } }
          human(id: 4) { pets { __typename ... on Cat { furColor } } }
        }
        fragment Names on Pet { name(surname: false) ... on Dog { nickname } }
        """));

    [Fact]
    public void Each_rule_reports_its_own_fault() => Assert.Equal(
        ["FieldsOnCorrectType", "KnownDirectives", "NoUnusedVariables"],
        Validate("query ($unused: Int) { dog { name @unknown nothing } }").Select(error => error.Rule).Order());

    [Fact]
    public void Suggestions_can_be_hidden() => Assert.Equal(
        [
            "Cannot query field \"nam\" on type \"Dog\".", "Unknown argument \"surnam\" on field \"Dog.name\".",
            "Unknown type \"Dgo\".", "Value \"SITT\" does not exist in \"DogCommand\" enum.",
        ],
        Validate(
            "{ dog { nam name(surnam: true) doesKnowCommand(dogCommand: SITT) ... on Dgo { barks } } }",
            new ValidationOptions { HideSuggestions = true }).Select(error => error.Message).Order());

    [Fact]
    public void Errors_stop_at_the_limit()
    {
        var errors = Validate("{ a b c d e }", new ValidationOptions { MaxErrors = 3 });

        Assert.Equal(4, errors.Count);
        Assert.Equal((ValidationError.LimitRule, 0), (errors[3].Rule, errors[3].Locations.Length));
    }

    [Fact]
    public void A_variable_inside_a_free_literal_is_left_to_the_execution() => Assert.Empty(
        DocumentValidator.Validate(
            SdlSchema.Of("scalar Any type Query { a(free: Any): String }"),
            Utf8GraphQLParser.Parse("query ($x: String) { a(free: { x: [$x], y: 1 }) }")));

    private static IReadOnlyList<ValidationError> Validate(string document, ValidationOptions? options = null) =>
        DocumentValidator.Validate(AnimalSchema.Instance, Utf8GraphQLParser.Parse(document), options);
}
