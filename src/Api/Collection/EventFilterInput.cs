using Analytics.Api.Hosting;
using Analytics.Domain.Collection;

namespace Analytics.Api.Collection;

/// <summary>Which raw events to list; all that is given has to hold.</summary>
public sealed record EventFilterInput
{
    /// <summary>The event's name, exactly.</summary>
    public string? Name { get; init; }

    /// <summary>The user id, or the anonymous id of events without one, exactly.</summary>
    public string? Actor { get; init; }

    internal RecentEventsFilter ToDomain() => new(Checked(Name, "filter.name"), Checked(Actor, "filter.actor"));

    // No event holds this character, and no database text can.
    private static string? Checked(string? text, string path) => text?.Contains('\0') == true
        ? throw Problem.Invalid("TEXT_HAS_NUL", "Text must not hold the character U+0000.", path).ToException()
        : text;
}
