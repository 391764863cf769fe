namespace Analytics.Domain.Quality;

/// <summary>A property that every event of a name should have.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="Field">The property, flattened, e.g. <c>page.path</c>.</param>
public sealed record CriticalField(string Event, string Field);
