namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class LoneAnonymousOperationRuleTests
{
    [Theory]
    [InlineData("{ dog { name } }")]
    [InlineData("{ dog { ...F } } fragment F on Dog { name }")]
    [InlineData("query A { dog { name } } query B { dog { name } }")]
    public void An_anonymous_operation_alone_is_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("LoneAnonymousOperation", document, errors);

    [Theory]
    [InlineData(
        "{ dog { name } } { cat { name } }",
        "1:1 This anonymous operation must be the only defined operation.",
        "1:18 This anonymous operation must be the only defined operation.")]
    [InlineData(
        """{ dog { name } } mutation A { rename(name: "x") { name } }""",
        "1:1 This anonymous operation must be the only defined operation.")]
    [InlineData(
        "query A { dog { name } } subscription { importantEmails }",
        "1:26 This anonymous operation must be the only defined operation.")]
    public void An_anonymous_operation_among_others_is_refused(string document, params string[] errors) =>
        RuleAssert.Reports("LoneAnonymousOperation", document, errors);
}
