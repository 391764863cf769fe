namespace Analytics.Domain.Collection;

/// <summary>One message of a request whose content keeps the rules: an event, or what it says of an actor.</summary>
public abstract class MessageDraft
{
    private protected MessageDraft(string id) => Id = id;

    /// <summary>The sender's id, or a hash of the content: 1 to 200 characters.</summary>
    public string Id { get; }

    /// <summary>What lists of messages call it: an event's name, or the call of the Segment specification.</summary>
    public abstract string Name { get; }

    /// <summary>The same message with what its batch says for all, where it does not say it itself.</summary>
    internal abstract MessageDraft WithShared(SharedFields shared);
}

/// <summary>What a batch says once for all of its messages.</summary>
/// <param name="SentAt">Null when it does not say.</param>
/// <param name="Context">Empty when it does not say.</param>
/// <param name="IsHistory">Whether the messages were collected long ago: their times are right as they are.</param>
internal readonly record struct SharedFields(DateTimeOffset? SentAt, ReadOnlyMemory<byte> Context, bool IsHistory);
