namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class UniqueFragmentNamesRuleTests
{
    [Theory]
    [InlineData("{ dog { ...A ...B } } fragment A on Dog { name } fragment B on Dog { name }")]
    [InlineData("query F { dog { ...F } } fragment F on Dog { name }")]
    public void Fragments_with_names_of_their_own_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueFragmentNames", document, errors);

    [Theory]
    [InlineData(
        "{ dog { ...A } } fragment A on Dog { name } fragment A on Dog { barks }",
        """1:27 1:54 There can be only one fragment named "A".""")]
    public void Fragments_of_one_name_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("UniqueFragmentNames", document, errors);
}
