using System.Collections.Immutable;

namespace Analytics.Domain.Quality;

/// <summary>How many events of a name have a property, over the range and day by day.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="Field">The property.</param>
/// <param name="Events">Events of that name, robots' among them.</param>
/// <param name="Present">Those that have a value there: "" is one, null is none.</param>
/// <param name="Share">Present among events, 0 to 1; null without an event.</param>
/// <param name="Days">One a day.</param>
public sealed record FieldCompleteness(
    string Event, string Field, long Events, long Present, decimal? Share, ImmutableArray<DayCompleteness> Days);

/// <summary>How many events of one local day have a property.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Events">Events of the name on it.</param>
/// <param name="Present">Those that have a value there.</param>
/// <param name="Share">Present among events, 0 to 1; null without an event.</param>
/// <param name="Complete">False while the day is not over.</param>
public sealed record DayCompleteness(DateOnly Day, long Events, long Present, decimal? Share, bool Complete);
