namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class PossibleFragmentSpreadsRuleTests
{
    [Theory]
    [InlineData("{ dog { ... on Dog { name } ... on Pet { name } ... on CatOrDog { __typename } ... { name } } }")]
    [InlineData(
        "{ pet { ... on Dog { barks } ... on Canine { name } ...F } } fragment F on CatOrDog { ... on Cat { "
        + "meows } }")]
    [InlineData("{ dog { ... on Unknown { name } } }")]
    public void Fragments_that_can_apply_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("PossibleFragmentSpreads", document, errors);

    [Theory]
    [InlineData(
        "{ dog { ... on Cat { meows } } }",
        """1:9 Fragment cannot be spread here as objects of type "Dog" can never be of type "Cat".""")]
    [InlineData(
        "{ dog { ...F } } fragment F on Cat { meows }",
        """1:9 Fragment "F" cannot be spread here as objects of type "Dog" can never be of type "Cat".""")]
    [InlineData(
        "{ human { ... on Pet { name } } }",
        """1:11 Fragment cannot be spread here as objects of type "Human" can never be of type "Pet".""")]
    [InlineData(
        "{ cat { ...F } } fragment F on Canine { name }",
        """1:9 Fragment "F" cannot be spread here as objects of type "Cat" can never be of type "Canine".""")]
    [InlineData(
        "{ catOrDog { ... on Human { name } } }",
        """1:14 Fragment cannot be spread here as objects of type "CatOrDog" can never be of type "Human".""")]
    [InlineData(
        "{ cat { ... { ... on Dog { name } } } }",
        """1:15 Fragment cannot be spread here as objects of type "Cat" can never be of type "Dog".""")]
    public void Fragments_that_never_apply_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("PossibleFragmentSpreads", document, errors);
}
