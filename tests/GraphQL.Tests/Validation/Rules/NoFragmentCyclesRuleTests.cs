namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class NoFragmentCyclesRuleTests
{
    [Theory]
    [InlineData("fragment A on Dog { ...B ...B } fragment B on Dog { name }")]
    [InlineData("fragment A on Dog { ...C ...B } fragment B on Dog { ...C } fragment C on Dog { name }")]
    [InlineData("fragment A on Dog { ...Unknown }")]
    public void Fragments_without_a_way_back_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("NoFragmentCycles", document, errors);

    [Theory]
    [InlineData("fragment A on Human { relatives { ...A } }", """1:35 Cannot spread fragment "A" within itself.""")]
    [InlineData("fragment A on Dog { ...A }", """1:21 Cannot spread fragment "A" within itself.""")]
    [InlineData("fragment A on Pet { ... on Dog { ...A } }", """1:34 Cannot spread fragment "A" within itself.""")]
    [InlineData(
        "fragment A on Dog { ...B } fragment B on Dog { ...A }",
        """1:21 1:48 Cannot spread fragment "A" within itself via "B".""")]
    [InlineData(
        "fragment A on Dog { ...B } fragment B on Dog { ...C } fragment C on Dog { ...A }",
        """1:21 1:48 1:75 Cannot spread fragment "A" within itself via "B", "C".""")]
    [InlineData(
        "fragment A on Dog { ...B ...C } fragment B on Dog { ...A } fragment C on Dog { ...A }",
        """1:21 1:53 Cannot spread fragment "A" within itself via "B".""",
        """1:26 1:80 Cannot spread fragment "A" within itself via "C".""")]
    [InlineData(
        "fragment A on Dog { ...B } fragment B on Dog { ...B ...C } fragment C on Dog { ...A ...B }",
        """1:48 Cannot spread fragment "B" within itself.""",
        """1:21 1:53 1:80 Cannot spread fragment "A" within itself via "B", "C".""",
        """1:53 1:85 Cannot spread fragment "B" within itself via "C".""")]
    public void Fragments_that_come_back_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("NoFragmentCycles", document, errors);
}
