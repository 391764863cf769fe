namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class UniqueDirectivesPerLocationRuleTests
{
    [Theory]
    [InlineData("{ dog @onField { name @onField } }")]
    [InlineData("""{ dog @tag(name: "a") @tag(name: "b") { name } }""")]
    [InlineData("{ dog @unknown @unknown { name } }")]
    public void Directives_once_in_a_place_or_repeatable_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueDirectivesPerLocation", document, errors);

    [Theory]
    [InlineData(
        "{ dog { name @onField @onField } }",
        """1:14 1:23 The directive "@onField" can only be used once at this location.""")]
    [InlineData(
        "{ dog { name @onField @onField @onField } }",
        """1:14 1:23 The directive "@onField" can only be used once at this location.""",
        """1:14 1:32 The directive "@onField" can only be used once at this location.""")]
    [InlineData(
        "query @onQuery @onQuery { dog { ... @onInlineFragment @onInlineFragment { name } ...F "
        + "@onFragmentSpread @onFragmentSpread } } fragment F on Dog { name }",
        """1:7 1:16 The directive "@onQuery" can only be used once at this location.""",
        """1:37 1:55 The directive "@onInlineFragment" can only be used once at this location.""",
        """1:87 1:105 The directive "@onFragmentSpread" can only be used once at this location.""")]
    public void Directives_repeated_in_a_place_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueDirectivesPerLocation", document, errors);
}
