namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class KnownTypeNamesRuleTests
{
    [Theory]
    [InlineData(
        "query A($a: String, $b: [ComplexInput!]!) { dog { ... on Dog { name } ...F } } fragment F on Pet { "
        + "name }")]
    public void Known_types_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("KnownTypeNames", document, errors);

    [Theory]
    [InlineData("query A($a: [JumbledUpLetters!]) { dog { name } }", """1:14 Unknown type "JumbledUpLetters".""")]
    [InlineData("{ dog { ... on Badger { name } } }", """1:16 Unknown type "Badger".""")]
    [InlineData(
        "{ dog { ...F } } fragment F on Peat { name }",
        """1:32 Unknown type "Peat". Did you mean "Pet" or "Cat"?""")]
    [InlineData(
        "query A($a: ComplexInputs) { dog { name } }",
        """1:13 Unknown type "ComplexInputs". Did you mean "ComplexInput"?""")]
    public void Unknown_types_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("KnownTypeNames", document, errors);
}
