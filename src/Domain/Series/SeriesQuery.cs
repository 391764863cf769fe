using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Series;

/// <summary>One aggregation over the matching events of a range, by bucket and by group.</summary>
public sealed record SeriesQuery
{
    /// <summary>Event names, any of which matches; empty matches every event.</summary>
    public ImmutableArray<string> Events { get; }

    /// <summary>What is computed.</summary>
    public Aggregation Aggregation { get; }

    /// <summary>The property that <see cref="Aggregation.Sum"/> adds; null for the others.</summary>
    public string? Property { get; }

    /// <summary>Which instants count.</summary>
    public TimeRange Range { get; }

    /// <summary>Boundaries of the buckets, ascending, from <c>Range.From</c> to <c>Range.To</c>: one more than
    /// there are buckets.</summary>
    public ImmutableArray<DateTimeOffset> Edges { get; }

    /// <summary>A condition on the events; null for none.</summary>
    public EventFilter? Filter { get; }

    /// <summary>The property whose values make the groups; null for no groups.</summary>
    public SeriesBreakdown? Breakdown { get; }

    private SeriesQuery(
        ImmutableArray<string> events,
        Aggregation aggregation,
        string? property,
        TimeRange range,
        ImmutableArray<DateTimeOffset> edges,
        EventFilter? filter,
        SeriesBreakdown? breakdown) =>
        (Events, Aggregation, Property, Range, Edges, Filter, Breakdown) =
        (events, aggregation, property, range, edges, filter, breakdown);

    /// <summary>The properties that it reads, as often as it names them.</summary>
    public IEnumerable<string> Properties() =>
        ((string?[])[Property, Breakdown?.Property, .. Filter?.Properties() ?? []]).OfType<string>();

    /// <summary>Most buckets of one series.</summary>
    public const int MaxBuckets = 10_000;

    /// <summary>Most cells of one answer: groups shown, the remainder and all events, times buckets and the total.</summary>
    public const int MaxCells = 2_000_000;

    /// <summary>A checked query.</summary>
    /// <param name="events">Empty for any event.</param>
    /// <param name="aggregation">What is computed.</param>
    /// <param name="property">Needed by SUM, refused by the others.</param>
    /// <param name="range">Which instants count.</param>
    /// <param name="edges">Inner boundaries come from <see cref="CalendarBuckets"/>; null for one bucket.</param>
    /// <param name="filter">Null for none.</param>
    /// <param name="breakdown">Null for none.</param>
    /// <returns>The query or the first fault with its path.</returns>
    public static Result<SeriesQuery> Create(
        IReadOnlyList<string> events,
        Aggregation aggregation,
        string? property,
        TimeRange range,
        ImmutableArray<DateTimeOffset>? edges = null,
        EventFilter? filter = null,
        SeriesBreakdown? breakdown = null)
    {
        if (aggregation is Aggregation.Sum && string.IsNullOrEmpty(property))
            return Problem.Invalid("PROPERTY_REQUIRED", "SUM needs the property to add.", "property");
        if (aggregation is not Aggregation.Sum && property is not null)
            return Problem.Invalid("PROPERTY_NOT_USED", $"{aggregation} takes no property.", "property");
        if (events.Any(string.IsNullOrEmpty))
            return Problem.Invalid("EVENT_NAME_EMPTY", "An event name is empty.", "events");
        var boundaries = edges ?? [range.From, range.To];
        if (boundaries.Length - 1 > MaxBuckets)
            return Problem.Invalid(
                "TOO_MANY_BUCKETS",
                $"The range has {boundaries.Length - 1} buckets, at most {MaxBuckets}: widen 'interval' or shorten 'range'.",
                "interval");
        return new SeriesQuery([.. events], aggregation, property, range, boundaries, filter, breakdown);
    }
}
