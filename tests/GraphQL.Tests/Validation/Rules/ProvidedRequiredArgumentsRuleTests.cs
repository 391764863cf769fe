namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class ProvidedRequiredArgumentsRuleTests
{
    [Theory]
    [InlineData(
        "{ complicatedArgs { multipleReqs(req2: 2, req1: 1) multipleOpts multipleOptAndReq(req1: 3, req2: 4) "
        + "} }")]
    [InlineData("""{ dog { isHouseTrained name @tag(name: "x") unknown } }""")]
    public void Given_and_defaulted_arguments_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("ProvidedRequiredArguments", document, errors);

    [Theory]
    [InlineData(
        "{ complicatedArgs { multipleReqs } }",
        """1:21 Field "multipleReqs" argument "req1" of type "Int!" is required, but it was not provided.""",
        """1:21 Field "multipleReqs" argument "req2" of type "Int!" is required, but it was not provided.""")]
    [InlineData(
        "{ complicatedArgs { multipleReqs(req1: 1) } }",
        """1:21 Field "multipleReqs" argument "req2" of type "Int!" is required, but it was not provided.""")]
    [InlineData(
        "{ complicatedArgs { nonNullIntArgField } }",
        """1:21 Field "nonNullIntArgField" argument "nonNullIntArg" of type "Int!" is required, but it was not """
        + "provided.")]
    [InlineData(
        "{ dog { name @include ... @skip(unless: true) { name @tag(level: 2) } } }",
        """1:14 Directive "@include" argument "if" of type "Boolean!" is required, but it was not provided.""",
        """1:27 Directive "@skip" argument "if" of type "Boolean!" is required, but it was not provided.""",
        """1:54 Directive "@tag" argument "name" of type "String!" is required, but it was not provided.""")]
    public void Missing_required_arguments_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ProvidedRequiredArguments", document, errors);
}
