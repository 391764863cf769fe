namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class MaxIntrospectionDepthRuleTests
{
    [Theory]
    [InlineData(
        "{ __schema { types { name fields { name type { name ofType { name ofType { name } } } } interfaces "
        + "{ name } possibleTypes { name } inputFields { name } } } }")]
    [InlineData("""{ __type(name: "Dog") { fields { type { fields { name } } } } }""")]
    public void The_usual_introspection_is_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("MaxIntrospectionDepth", document, errors);

    [Theory]
    [InlineData(
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
        "1:3 Maximum introspection depth exceeded")]
    [InlineData(
        """{ __type(name: "Dog") { ...A } } fragment A on __Type { fields { type { ...B } } } fragment B on """
        + "__Type { interfaces { possibleTypes { name } } }",
        "1:3 Maximum introspection depth exceeded")]
    [InlineData(
        "{ __schema { types { ...A } } } fragment A on __Type { fields { type { ...A } } }",
        "1:3 Maximum introspection depth exceeded")]
    public void Lists_inside_lists_inside_lists_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("MaxIntrospectionDepth", document, errors);
}
