namespace Analytics.GraphQL.Execution;

/// <summary>How subscriptions are kept apart.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>
    /// The partition of a request, such as its tenant, from its user or global state. All topics of the request are
    /// those of the partition; a subscription without one is refused. Null: there are no partitions.
    /// </summary>
    public Func<OperationRequest, string?>? Partition { get; set; }

    /// <summary>
    /// A key of everything in a request that decides its answers besides its document and variables: who asks, in which
    /// role, in which state. Subscribers to one topic with the same operation, variables and key get the same answer,
    /// which is then executed and written once. Null, the function or its result: every answer is made for one subscriber.
    /// </summary>
    /// <remarks>A key that leaves something out shows one caller's answers to another.</remarks>
    public Func<OperationRequest, string?>? Audience { get; set; }

    /// <summary>
    /// Carries what the services of a subscribing request know, such as its tenant, to the services of its source and
    /// of its events: called when a client subscribes, and what it returns with the provider of each. Null carries nothing.
    /// </summary>
    public Func<IServiceProvider, Action<IServiceProvider>>? CarryScope { get; set; }

    /// <summary>The partition of a request; null when there are none.</summary>
    /// <exception cref="GraphQLException">There are partitions, and the request has none.</exception>
    internal string? PartitionOf(OperationRequest request) => Partition is null ? null
        : Partition(request) ?? throw new GraphQLException(Error.Of(
            "Topics belong to a partition, and the request has none.", ErrorCodes.TopicPartitionRequired));
}
