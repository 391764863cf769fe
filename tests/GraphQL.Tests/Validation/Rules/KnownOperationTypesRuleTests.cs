using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class KnownOperationTypesRuleTests
{
    private static readonly Schema QueriesOnly = SdlSchema.Build("type Query { a: String }");

    [Theory]
    [InlineData("{ a }")]
    [InlineData("mutation { a }", "1:1 The mutation operation is not supported by the schema.")]
    [InlineData(
        "query Q { a } subscription S { a }", "1:15 The subscription operation is not supported by the schema.")]
    public void An_operation_needs_a_root_type(string document, params string[] errors) =>
        RuleAssert.Reports(QueriesOnly, "KnownOperationTypes", document, errors);
}
