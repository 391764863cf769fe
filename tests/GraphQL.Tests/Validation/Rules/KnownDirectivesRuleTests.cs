namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class KnownDirectivesRuleTests
{
    [Theory]
    [InlineData(
        "query A($v: Boolean = true @onVariableDefinition) @onQuery { dog @onField { name @skip(if: $v) ...F "
        + "@onFragmentSpread ... @onInlineFragment { name } } } fragment F on Dog @onFragmentDefinition { name "
        + "}")]
    [InlineData("""mutation M @onMutation { rename(name: "x") { name } }""")]
    [InlineData("subscription S @onSubscription { importantEmails }")]
    public void Directives_in_their_places_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("KnownDirectives", document, errors);

    [Theory]
    [InlineData("""{ dog @unknown(directive: "value") { name } }""", """1:7 Unknown directive "@unknown".""")]
    [InlineData(
        "query A($v: Int @unknown) @unknown { dog { ... @unknown { name } } }",
        """1:17 Unknown directive "@unknown".""",
        """1:27 Unknown directive "@unknown".""",
        """1:48 Unknown directive "@unknown".""")]
    public void Unknown_directives_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("KnownDirectives", document, errors);

    [Theory]
    [InlineData(
        "query A($v: Boolean @onField) @include(if: true) { dog @onQuery { ...F @onQuery ... @onQuery { name "
        + "} } } fragment F on Dog @onQuery { name }",
        """1:21 Directive "@onField" may not be used on VARIABLE_DEFINITION.""",
        """1:31 Directive "@include" may not be used on QUERY.""",
        """1:56 Directive "@onQuery" may not be used on FIELD.""",
        """1:72 Directive "@onQuery" may not be used on FRAGMENT_SPREAD.""",
        """1:85 Directive "@onQuery" may not be used on INLINE_FRAGMENT.""",
        """1:125 Directive "@onQuery" may not be used on FRAGMENT_DEFINITION.""")]
    [InlineData(
        """mutation M @onQuery { rename(name: "x") @onMutation { name } }""",
        """1:12 Directive "@onQuery" may not be used on MUTATION.""",
        """1:41 Directive "@onMutation" may not be used on FIELD.""")]
    [InlineData(
        "subscription @onQuery { importantEmails @deprecated }",
        """1:14 Directive "@onQuery" may not be used on SUBSCRIPTION.""",
        """1:41 Directive "@deprecated" may not be used on FIELD.""")]
    public void Directives_out_of_place_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("KnownDirectives", document, errors);
}
