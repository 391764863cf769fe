namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class ExecutableDefinitionsRuleTests
{
    [Theory]
    [InlineData("{ dog { name } }")]
    [InlineData("query A { dog { ...F } } fragment F on Dog { name }")]
    public void Operations_and_fragments_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("ExecutableDefinitions", document, errors);

    [Theory]
    [InlineData("{ dog { name } } type Cow { name: String }", """1:18 The "Cow" definition is not executable.""")]
    [InlineData(
        "{ dog { name } } extend type Dog { color: String }",
        """1:18 The "Dog" definition is not executable.""")]
    [InlineData(
        "{ dog { name } } schema { query: QueryRoot } extend schema @onField",
        "1:18 The schema definition is not executable.",
        "1:46 The schema definition is not executable.")]
    [InlineData(
        "{ dog { name } } directive @x on FIELD scalar S",
        """1:18 The "x" definition is not executable.""",
        """1:40 The "S" definition is not executable.""")]
    public void Definitions_of_the_type_system_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ExecutableDefinitions", document, errors);
}
