using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Subscriptions;

namespace Analytics.GraphQL.Execution.Streams;

/// <summary>What subscribers must have in common to get the same answers. The topic holds the partition.</summary>
/// <param name="Topic">Where the events come from.</param>
/// <param name="Plan">The operation: the same text, name and conditions.</param>
/// <param name="Variables">The variables' JSON text.</param>
/// <param name="Audience">The host's key of everything else.</param>
/// <param name="BufferCapacity">How many answers are kept for each.</param>
/// <param name="BufferFullMode">What happens to further ones.</param>
internal sealed record SharingKey(
    Topic Topic, OperationPlan Plan, string Variables, string Audience, int BufferCapacity,
    TopicBufferFullMode BufferFullMode);
