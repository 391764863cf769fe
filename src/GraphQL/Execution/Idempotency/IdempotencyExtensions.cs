namespace Analytics.GraphQL.Execution.Idempotency;

/// <summary>What resolvers of idempotent mutations can say about their answer.</summary>
public static class IdempotencyExtensions
{
    internal const string RetryKey = "Analytics.GraphQL.Idempotency.Retry";

    /// <summary>
    /// The mutation had no effect, although it answers without an error of its field: the answer is not kept, and the
    /// same request under the same key is executed again.
    /// </summary>
    public static void AllowRetry(this IResolverContext context) => context.ContextData[RetryKey] = true;
}
