namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class VariablesAreInputTypesRuleTests
{
    [Theory]
    [InlineData("query A($a: String, $b: [Boolean!]!, $c: ComplexInput, $d: FurColor) { dog { name } }")]
    [InlineData("query A($a: Unknown) { dog { name } }")]
    public void Input_types_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("VariablesAreInputTypes", document, errors);

    [Theory]
    [InlineData(
        "query A($a: Dog, $b: [[CatOrDog!]]!, $c: Pet) { dog { name } }",
        """1:13 Variable "$a" cannot be non-input type "Dog".""",
        """1:22 Variable "$b" cannot be non-input type "[[CatOrDog!]]!".""",
        """1:42 Variable "$c" cannot be non-input type "Pet".""")]
    public void Output_types_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("VariablesAreInputTypes", document, errors);
}
