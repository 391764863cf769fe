using Analytics.Domain.Collection;

namespace Analytics.Domain.Identity;

/// <summary>What happened to an actor's properties at one time.</summary>
public sealed class PropertyChanges
{
    private PropertyChanges(DateTimeOffset at, ActorPropertyChange change, ReadOnlyMemory<byte> properties) =>
        (At, Change, Properties) = (at, change, properties);

    /// <summary>UTC, whole milliseconds.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What is done with the values.</summary>
    public ActorPropertyChange Change { get; }

    /// <summary>A JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Properties { get; }

    /// <param name="at">Rounded down to milliseconds; 1970 or later.</param>
    /// <param name="change">What is done with the values.</param>
    /// <param name="properties">A JSON object in UTF-8, kept to the rules of an event's.</param>
    /// <returns>The changes, or <c>TIMESTAMP_EXPIRED</c>, <c>EVENT_TOO_LARGE</c> or the first fault of the JSON.</returns>
    public static Result<PropertyChanges> Create(
        DateTimeOffset at, ActorPropertyChange change, ReadOnlyMemory<byte> properties)
    {
        if (at < EventRules.Earliest)
            return Problem.Invalid("TIMESTAMP_EXPIRED", "No change is older than 1970.", "at");
        if (properties.Length > EventRules.MaxEventBytes)
            return EventReader.TooLarge.Under("properties");
        if (properties.IsEmpty)
            return JsonBodies.WrongType("an object", "properties");
        if (EventDraft.CheckObject(properties, "properties") is { } problem)
            return problem;
        return new PropertyChanges(
            DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), change, properties);
    }

    /// <summary>The same of properties that were checked already.</summary>
    internal static PropertyChanges Checked(
        DateTimeOffset at, ActorPropertyChange change, ReadOnlyMemory<byte> properties) =>
        new(at, change, properties);
}
