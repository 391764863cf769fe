using Analytics.Domain.Identity;

namespace Analytics.Domain.Collection;

/// <summary>What a message about an actor says, as its sender gave it.</summary>
/// <param name="Call">Which of the three it is.</param>
internal sealed record ActorInput(ActorCall Call)
{
    /// <summary>Decides duplicates; null or empty takes the message's content for it.</summary>
    public string? Id { get; init; }

    /// <summary>The known user; null for none.</summary>
    public string? UserId { get; init; }

    /// <summary>The device or browser; null for none.</summary>
    public string? AnonymousId { get; init; }

    /// <summary>Of an alias: the id that becomes the user's.</summary>
    public string? PreviousId { get; init; }

    /// <summary>Of a group call: what the actor belongs to.</summary>
    public string? GroupId { get; init; }

    /// <summary>Since when it holds by the client's clock; null for the time of reception.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>When it was sent by the client's clock; null leaves the client's clock uncorrected.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Whether <see cref="Timestamp"/> is right as it is, whatever <see cref="SentAt"/> says.</summary>
    public bool IsTimeFinal { get; init; }

    /// <summary>What happens to the properties of the actor, of a group call: of the group; in this order.</summary>
    public IReadOnlyList<TraitChange> Changes { get; init; } = [];

    /// <summary>A JSON object in UTF-8; empty for none.</summary>
    public ReadOnlyMemory<byte> Context { get; init; }

    /// <summary>Whom it is about: the user, else the anonymous id.</summary>
    public string? Actor => UserId ?? AnonymousId;
}

/// <summary>The calls of the Segment specification that are no events.</summary>
internal enum ActorCall
{
    /// <summary>Says who an actor is: properties, and which anonymous id is the user's.</summary>
    Identify,

    /// <summary>Makes one id another's.</summary>
    Alias,

    /// <summary>Puts an actor into a group.</summary>
    Group,
}

/// <summary>One kind of change and the properties that it is made with.</summary>
/// <param name="Change">What is done with the values.</param>
/// <param name="Properties">A JSON object in UTF-8 that keeps the rules of an event's.</param>
internal sealed record TraitChange(ActorPropertyChange Change, ReadOnlyMemory<byte> Properties);
