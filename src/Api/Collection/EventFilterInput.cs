using Analytics.Domain.Collection;

namespace Analytics.Api.Collection;

/// <summary>Which raw events to list; all that is given has to hold.</summary>
public sealed record EventFilterInput
{
    /// <summary>The event's name, exactly.</summary>
    public string? Name { get; init; }

    /// <summary>The user id, or the anonymous id of events without one, exactly.</summary>
    public string? Actor { get; init; }

    internal RecentEventsFilter ToDomain() => 
        new(StoredText.Checked(Name, "filter.name"), StoredText.Checked(Actor, "filter.actor"));
}
