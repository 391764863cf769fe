namespace Analytics.Domain.Querying;

/// <summary>Where a property's value is read.</summary>
public enum PropertyScope
{
    /// <summary>On the event itself.</summary>
    Event,

    /// <summary>On the event's actor, as it was when the event happened.</summary>
    ActorAtEvent,

    /// <summary>On the event's actor, as it is now.</summary>
    ActorCurrent,

    /// <summary>The event's name; the property's own name does not count.</summary>
    EventName,
}
