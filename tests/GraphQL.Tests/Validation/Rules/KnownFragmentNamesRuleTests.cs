namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class KnownFragmentNamesRuleTests
{
    [Theory]
    [InlineData("{ dog { ...A ... on Dog { ...B } } } fragment A on Dog { ...B } fragment B on Dog { name }")]
    public void Known_fragments_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("KnownFragmentNames", document, errors);

    [Theory]
    [InlineData(
        "{ dog { ...Unknown1 ... on Dog { ...Unknown2 } } }",
        """1:12 Unknown fragment "Unknown1".""",
        """1:37 Unknown fragment "Unknown2".""")]
    [InlineData("{ dog { ...A } } fragment A on Dog { ...Unknown }", """1:41 Unknown fragment "Unknown".""")]
    public void Unknown_fragments_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("KnownFragmentNames", document, errors);
}
