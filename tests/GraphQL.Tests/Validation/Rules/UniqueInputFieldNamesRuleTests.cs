namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class UniqueInputFieldNamesRuleTests
{
    [Theory]
    [InlineData("{ complicatedArgs { complexArgField(complexArg: { requiredField: true, intField: 1 }) } }")]
    [InlineData("{ complicatedArgs { a: complexArgField(complexArg: { a: { a: 1 }, b: [{ a: 1 }, { a: 2 }] }) } }")]
    public void Fields_given_once_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueInputFieldNames", document, errors);

    [Theory]
    [InlineData(
        "{ complicatedArgs { complexArgField(complexArg: { intField: 1, intField: 2 }) } }",
        """1:51 1:64 There can be only one input field named "intField".""")]
    [InlineData(
        "{ complicatedArgs { complexArgField(complexArg: { a: 1, a: 2, a: 3, b: { a: 1, a: 2 }, c: [{ a: 1, "
        + "a: 2 }] }) } }",
        """1:51 1:57 There can be only one input field named "a".""",
        """1:51 1:63 There can be only one input field named "a".""",
        """1:74 1:80 There can be only one input field named "a".""",
        """1:94 1:100 There can be only one input field named "a".""")]
    [InlineData(
        "query A($c: ComplexInput = { intField: 1, intField: 2 }) { dog { name } }",
        """1:30 1:43 There can be only one input field named "intField".""")]
    public void Fields_given_twice_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueInputFieldNames", document, errors);
}
