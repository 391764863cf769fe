using Analytics.Domain.Quality;

namespace Analytics.Api.Quality;

/// <summary>A property that every event of a name should have.</summary>
public sealed record CriticalFieldInput
{
    /// <summary>The event's name.</summary>
    public required string Event { get; init; }

    /// <summary>The property; objects are reached by <c>a.b</c>.</summary>
    public required string Field { get; init; }

    internal CriticalField ToDomain() => new(Event, Field);
}
