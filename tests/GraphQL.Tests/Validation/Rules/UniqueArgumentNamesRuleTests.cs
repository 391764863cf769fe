namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class UniqueArgumentNamesRuleTests
{
    [Theory]
    [InlineData(
        """{ dog { isAtLocation(x: 1, y: 2) a: isAtLocation(x: 1) name @tag(name: "x", level: 2) """
        + """@tag(name: "x") } }""")]
    public void Arguments_given_once_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueArgumentNames", document, errors);

    [Theory]
    [InlineData("{ dog { isAtLocation(x: 1, x: 2) } }", """1:22 1:28 There can be only one argument named "x".""")]
    [InlineData(
        "{ dog { isAtLocation(x: 1, y: 2, x: 3, y: 4, x: 5) } }",
        """1:22 1:34 1:46 There can be only one argument named "x".""",
        """1:28 1:40 There can be only one argument named "y".""")]
    [InlineData(
        """{ dog { name @tag(name: "x", name: "y") } }""",
        """1:19 1:30 There can be only one argument named "name".""")]
    public void Arguments_given_twice_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueArgumentNames", document, errors);
}
