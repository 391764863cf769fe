namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class UniqueOperationNamesRuleTests
{
    [Theory]
    [InlineData("{ dog { name } }")]
    [InlineData("query A { dog { name } } query B { dog { name } }")]
    [InlineData("query F { dog { ...F } } fragment F on Dog { name }")]
    public void Operations_with_names_of_their_own_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueOperationNames", document, errors);

    [Theory]
    [InlineData(
        "query A { dog { name } } query A { cat { name } }",
        """1:7 1:32 There can be only one operation named "A".""")]
    [InlineData(
        """query A { dog { name } } mutation A { rename(name: "x") { name } }""",
        """1:7 1:35 There can be only one operation named "A".""")]
    [InlineData(
        "query A { dog { name } } query A { dog { name } } query A { dog { name } }",
        """1:7 1:32 There can be only one operation named "A".""",
        """1:7 1:57 There can be only one operation named "A".""")]
    public void Operations_of_one_name_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueOperationNames", document, errors);
}
