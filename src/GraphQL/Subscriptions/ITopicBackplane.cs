namespace Analytics.GraphQL.Subscriptions;

/// <summary>
/// Carries messages to the processes of a host, this one among them: what it brings it hands to
/// <see cref="TopicHub.Receive"/>, and after an interruption it calls <see cref="TopicHub.ReportGap"/>.
/// </summary>
public interface ITopicBackplane
{
    /// <summary>Sends a message to all processes. Messages of one sender arrive in the order in which it sent them.</summary>
    /// <exception cref="InvalidOperationException">The message is larger than the backplane carries.</exception>
    ValueTask PublishAsync(TopicMessage message, CancellationToken cancellationToken);
}
