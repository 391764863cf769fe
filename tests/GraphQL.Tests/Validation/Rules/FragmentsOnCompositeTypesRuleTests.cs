namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class FragmentsOnCompositeTypesRuleTests
{
    [Theory]
    [InlineData(
        "{ dog { ... on Dog { name } ... on Pet { name } ... { name } } catOrDog { ... on CatOrDog { "
        + "__typename } } }")]
    [InlineData("fragment F on CatOrDog { __typename }")]
    public void Objects_interfaces_and_unions_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("FragmentsOnCompositeTypes", document, errors);

    [Theory]
    [InlineData(
        "fragment F on Boolean { x }",
        """1:15 Fragment "F" cannot condition on non composite type "Boolean".""")]
    [InlineData(
        "fragment F on FurColor { x }",
        """1:15 Fragment "F" cannot condition on non composite type "FurColor".""")]
    [InlineData(
        "fragment F on ComplexInput { x }",
        """1:15 Fragment "F" cannot condition on non composite type "ComplexInput".""")]
    [InlineData(
        "{ dog { ... on String { x } } }",
        """1:16 Fragment cannot condition on non composite type "String".""")]
    public void Other_types_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("FragmentsOnCompositeTypes", document, errors);
}
