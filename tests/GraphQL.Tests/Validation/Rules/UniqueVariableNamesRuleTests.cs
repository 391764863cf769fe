namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class UniqueVariableNamesRuleTests
{
    [Theory]
    [InlineData("query A($x: Int, $y: String) { dog { name } } query B($x: String, $y: Int) { dog { name } }")]
    public void Variables_with_names_of_their_own_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueVariableNames", document, errors);

    [Theory]
    [InlineData(
        "query A($x: Int, $x: Int, $x: String) { dog { name } } query B($y: Int, $y: Int) { dog { name } }",
        """1:10 1:19 1:28 There can be only one variable named "$x".""",
        """1:65 1:74 There can be only one variable named "$y".""")]
    public void Variables_of_one_name_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueVariableNames", document, errors);
}
