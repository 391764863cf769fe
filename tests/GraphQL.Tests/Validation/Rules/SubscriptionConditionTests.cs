namespace Analytics.GraphQL.Tests.Validation.Rules;

/// <summary>The September 2025 edition's addition to SingleFieldSubscriptions.</summary>
public sealed class SubscriptionConditionTests
{
    [Theory]
    [InlineData("subscription S { dog { name @include(if: true) } }")]
    [InlineData("query Q($c: Boolean!) { dog @skip(if: $c) { name } }")]
    [InlineData(
        "subscription S($c: Boolean!) { importantEmails @skip(if: $c) }",
        """1:48 Subscription "S" must not use `@skip` or `@include` directives in the top level selection.""")]
    [InlineData(
        "subscription { ... @include(if: true) { ...F } } fragment F on SubscriptionRoot { dog @skip(if: 1) { name } }",
        "1:20 1:87 Anonymous Subscription must not use `@skip` or `@include` directives in the top level selection.")]
    public void The_root_selection_of_a_subscription_is_unconditional(string document, params string[] errors) =>
        RuleAssert.Reports("SingleFieldSubscriptions", document, errors);
}
