using Analytics.GraphQL.Subscriptions;

namespace Analytics.GraphQL.Types;

/// <summary>Where the events of a subscription field come from: a method, or a topic.</summary>
/// <param name="EventType">What the events are, as the field's resolver takes them.</param>
/// <param name="Method">The method that makes the source; null for a topic.</param>
/// <param name="Topic">The topic; null for a method.</param>
internal sealed record SourceBinding(Type EventType, FieldBinding? Method, TopicBinding? Topic)
{
    /// <summary>Whether a client may go on after a cursor.</summary>
    public bool CanResume =>
        Method?.Parameters.Any(parameter => parameter.Source == ParameterSource.ResumeFrom) == true;
}

/// <summary>A topic and how its messages are buffered.</summary>
/// <param name="Name">Its name from the field's arguments.</param>
/// <param name="BufferCapacity">Messages kept for a subscriber.</param>
/// <param name="BufferFullMode">What happens to further ones.</param>
internal sealed record TopicBinding(TopicName Name, int BufferCapacity, TopicBufferFullMode BufferFullMode);
