namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class NoUnusedVariablesRuleTests
{
    [Theory]
    [InlineData("query A($a: Int) { dog { ... on Dog { isAtLocation(x: $a, y: 1) } } }")]
    [InlineData(
        "query A($a: Int) { dog { ...F } } fragment F on Dog { ...G } fragment G on Dog { isAtLocation(x: "
        + "$a, y: 1) }")]
    [InlineData("""query A($a: Boolean!) @tag(name: "x") { dog @skip(if: $a) { name } }""")]
    public void Used_variables_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("NoUnusedVariables", document, errors);

    [Theory]
    [InlineData("query ($a: String) { dog { name } }", """1:8 Variable "$a" is never used.""")]
    [InlineData(
        "query A($a: String, $b: Int) { dog { name } }",
        """1:9 Variable "$a" is never used in operation "A".""",
        """1:21 Variable "$b" is never used in operation "A".""")]
    [InlineData(
        "query A($b: Int) { dog { ...F } } query B($a: Int) { dog { ...G } } fragment F on Dog { "
        + "isAtLocation(x: $a, y: 1) } fragment G on Dog { isAtLocation(x: $b, y: 1) }",
        """1:9 Variable "$b" is never used in operation "A".""",
        """1:43 Variable "$a" is never used in operation "B".""")]
    public void Unused_variables_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("NoUnusedVariables", document, errors);
}
