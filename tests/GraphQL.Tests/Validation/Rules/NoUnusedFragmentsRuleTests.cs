namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class NoUnusedFragmentsRuleTests
{
    [Theory]
    [InlineData(
        "{ dog { ...A ... on Dog { ...B } } } fragment A on Dog { ...C } fragment B on Dog { name } fragment "
        + "C on Dog { name }")]
    [InlineData("""query Q { cat { name } } mutation M { rename(name: "x") { ...A } } fragment A on Dog { name }""")]
    public void Fragments_that_an_operation_reaches_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("NoUnusedFragments", document, errors);

    [Theory]
    [InlineData("{ dog { name } } fragment A on Dog { name }", """1:18 Fragment "A" is never used.""")]
    [InlineData(
        "{ dog { ...A } } fragment A on Dog { name } fragment B on Dog { ...C } fragment C on Dog { ...B }",
        """1:45 Fragment "B" is never used.""",
        """1:72 Fragment "C" is never used.""")]
    public void Fragments_that_nothing_reaches_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("NoUnusedFragments", document, errors);
}
