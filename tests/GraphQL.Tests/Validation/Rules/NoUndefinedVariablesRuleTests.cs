namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class NoUndefinedVariablesRuleTests
{
    [Theory]
    [InlineData("query A($a: Int, $b: Int, $c: Boolean!) { dog @include(if: $c) { isAtLocation(x: $a, y: $b) } }")]
    [InlineData("query A($a: Int) { dog { ...F } } fragment F on Dog { isAtLocation(x: $a, y: 1) }")]
    [InlineData(
        "query A($a: Boolean!) { complicatedArgs { complexArgField(complexArg: { requiredField: $a, "
        + """stringListField: ["x"] }) } }""")]
    public void Declared_variables_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("NoUndefinedVariables", document, errors);

    [Theory]
    [InlineData(
        "query A($a: Int) { dog { isAtLocation(x: $a, y: $b) } }",
        """1:49 1:1 Variable "$b" is not defined by operation "A".""")]
    [InlineData("{ dog { isAtLocation(x: $b, y: 1) } }", """1:25 1:1 Variable "$b" is not defined.""")]
    [InlineData(
        "query A { dog { ...F } } fragment F on Dog { isAtLocation(x: $a, y: $b) }",
        """1:62 1:1 Variable "$a" is not defined by operation "A".""",
        """1:69 1:1 Variable "$b" is not defined by operation "A".""")]
    [InlineData(
        "query A($a: Int) { dog { ...F } } query B($b: Int) { dog { ...F } } fragment F on Dog { ...G } "
        + "fragment G on Dog { isAtLocation(x: $a, y: $b) }",
        """1:139 1:1 Variable "$b" is not defined by operation "A".""",
        """1:132 1:35 Variable "$a" is not defined by operation "B".""")]
    [InlineData(
        "{ complicatedArgs { complexArgField(complexArg: { requiredField: $deep, stringListField: [$inList] "
        + "}) } }",
        """1:66 1:1 Variable "$deep" is not defined.""",
        """1:91 1:1 Variable "$inList" is not defined.""")]
    [InlineData("{ dog @include(if: $c) { name } }", """1:20 1:1 Variable "$c" is not defined.""")]
    public void Undeclared_variables_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("NoUndefinedVariables", document, errors);
}
