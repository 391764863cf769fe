namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class KnownArgumentNamesRuleTests
{
    [Theory]
    [InlineData("{ dog { doesKnowCommand(dogCommand: SIT) name @include(if: true) isAtLocation(y: 1, x: 2) } }")]
    [InlineData("{ dog { unknownField(unknownArg: SIT) } }")]
    [InlineData("""{ __type(name: "Dog") { name } }""")]
    [InlineData("{ dog @unknown(if: true) { name } }")]
    public void Known_arguments_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("KnownArgumentNames", document, errors);

    [Theory]
    [InlineData(
        "{ dog { doesKnowCommand(command: SIT) } }",
        """1:25 Unknown argument "command" on field "Dog.doesKnowCommand". Did you mean "dogCommand"?""")]
    [InlineData(
        "{ dog { doesKnowCommand(whoKnows: 1, dogCommand: SIT, DogCommand: SIT) } }",
        """1:25 Unknown argument "whoKnows" on field "Dog.doesKnowCommand".""",
        """1:55 Unknown argument "DogCommand" on field "Dog.doesKnowCommand". Did you mean "dogCommand"?""")]
    [InlineData("{ dog { name @skip(unless: true) } }", """1:20 Unknown argument "unless" on directive "@skip".""")]
    [InlineData(
        "{ dog { name @onField(if: true) @include(iff: true) } }",
        """1:23 Unknown argument "if" on directive "@onField".""",
        """1:42 Unknown argument "iff" on directive "@include". Did you mean "if"?""")]
    [InlineData(
        """{ __type(nam: "Dog") { name } }""",
        """1:10 Unknown argument "nam" on field "QueryRoot.__type". Did you mean "name"?""")]
    public void Unknown_arguments_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("KnownArgumentNames", document, errors);
}
