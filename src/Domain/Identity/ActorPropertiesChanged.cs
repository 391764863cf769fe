using Analytics.Domain.Collection;

namespace Analytics.Domain.Identity;

/// <summary>Properties of an actor changed.</summary>
/// <param name="Position">Its place in its tenant's log; breaks ties of <paramref name="At"/>.</param>
/// <param name="Actor">An id as sent: the history of all ids of one actor is one.</param>
/// <param name="At">When the change holds from; UTC, whole milliseconds, in any order.</param>
/// <param name="Change">What is done with the values.</param>
/// <param name="Properties">A JSON object in UTF-8, flattened like an event's.</param>
public sealed record ActorPropertiesChanged(
    long Position,
    string Actor,
    DateTimeOffset At,
    ActorPropertyChange Change,
    ReadOnlyMemory<byte> Properties) : LogEntry(Position);

/// <summary>What a change does with each of its values.</summary>
public enum ActorPropertyChange
{
    /// <summary>Takes the value; null or an array takes none.</summary>
    Set,

    /// <summary>Takes the value where there is none at that time.</summary>
    SetOnce,

    /// <summary>Adds a number to the number that is there, or to 0. What is no number neither adds nor is added to.</summary>
    Increment,

    /// <summary>Takes the value away, whatever is sent along.</summary>
    Unset,
}
