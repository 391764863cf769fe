namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class SingleFieldSubscriptionsRuleTests
{
    [Theory]
    [InlineData("subscription S { importantEmails }")]
    [InlineData("subscription S { importantEmails importantEmails }")]
    [InlineData("subscription S { ...F } fragment F on SubscriptionRoot { ... { importantEmails } }")]
    [InlineData("query Q { dog { name } cat { name } }")]
    [InlineData("subscription S { importantEmails ...F } fragment F on Dog { notImportantEmails }")]
    public void One_root_field_is_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("SingleFieldSubscriptions", document, errors);

    [Theory]
    [InlineData(
        "subscription S { importantEmails notImportantEmails }",
        """1:34 Subscription "S" must select only one top level field.""")]
    [InlineData(
        "subscription { importantEmails notImportantEmails }",
        "1:32 Anonymous Subscription must select only one top level field.")]
    [InlineData(
        "subscription S { importantEmails ...F } fragment F on SubscriptionRoot { notImportantEmails }",
        """1:74 Subscription "S" must select only one top level field.""")]
    [InlineData(
        "subscription S { a: importantEmails b: importantEmails c: notImportantEmails }",
        """1:37 1:56 Subscription "S" must select only one top level field.""")]
    [InlineData(
        "subscription S { ...F } fragment F on SubscriptionRoot { importantEmails ...F more: "
        + "notImportantEmails }",
        """1:79 Subscription "S" must select only one top level field.""")]
    public void Several_root_fields_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("SingleFieldSubscriptions", document, errors);

    [Theory]
    [InlineData(
        "subscription S { __typename }",
        """1:18 Subscription "S" must not select an introspection top level field.""")]
    [InlineData(
        "subscription { importantEmails __typename }",
        "1:32 Anonymous Subscription must select only one top level field.",
        "1:32 Anonymous Subscription must not select an introspection top level field.")]
    public void Introspection_at_the_root_is_refused(string document, params string[] errors) =>
        RuleAssert.Reports("SingleFieldSubscriptions", document, errors);
}
