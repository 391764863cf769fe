using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Series;

/// <summary>One aggregation over the matching events of a range, by bucket and by group.</summary>
public sealed record SeriesQuery : EventQuery
{
    /// <summary>Which events, and what is computed over them.</summary>
    public required Measure Measure { get; init; }

    /// <summary>Width of the buckets; null for the whole range as one, or for <see cref="CustomEdges"/>.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Boundaries of buckets that follow no interval (a fiscal calendar), ascending, from <c>Range.From</c>
    /// to <c>Range.To</c>; null for <see cref="Interval"/>.</summary>
    public ImmutableArray<DateTimeOffset>? CustomEdges { get; init; }

    /// <summary>The groups; null for none.</summary>
    public SeriesBreakdown? Breakdown { get; init; }

    /// <summary>Buckets that a point looks back over, its own included: 1 for the bucket alone. A point is computed
    /// over the events of all of them (7 day buckets of unique actors are weekly active users on each day), those
    /// before the range included.</summary>
    public int Rolling { get; init; } = 1;

    /// <summary>Whether a point is computed over everything from the start of the range to the bucket's end.</summary>
    public bool Cumulative { get; init; }

    /// <summary>Boundaries of the buckets, ascending, from <c>Range.From</c> to <c>Range.To</c>: one more than
    /// there are buckets.</summary>
    public ImmutableArray<DateTimeOffset> Edges => CustomEdges ?? (Interval is { } interval
        ? CalendarBuckets.Edges(Range, interval, Calendar.Zone, Calendar.WeekStart, MaxBuckets).Value
        : [Range.From, Range.To]);

    /// <summary>The instants over whose events a point is computed, as the question looks back; the range itself for the
    /// total.</summary>
    /// <param name="point">From 0; null for the total.</param>
    public TimeRange WindowOf(int? point)
    {
        if (point is not { } index)
            return Range;
        var edges = Edges;
        var from = Cumulative ? Range.From : edges[index];
        if (Rolling > 1 && Interval is { } interval)
        {
            from = CalendarBuckets.StartOf(from, interval, Calendar.Zone, Calendar.WeekStart);
            // No event is older.
            for (var back = 1; back < Rolling && from > DateTimeOffset.UnixEpoch; back++)
                from = CalendarBuckets.StartOf(from.AddMilliseconds(-1), interval, Calendar.Zone, Calendar.WeekStart);
        }
        return TimeRange.Create(from, edges[index + 1]).Value;
    }

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
        [.. Measure.Properties(), .. Breakdown?.Dimensions ?? [], .. base.Properties()];

    /// <summary>Most buckets of one series.</summary>
    public const int MaxBuckets = QueryRules.MaxBuckets;

    /// <summary>Most cells of one answer: groups shown, the remainder and all events, times buckets and the total.</summary>
    public const int MaxCells = QueryRules.MaxCells;

    /// <summary>Most buckets that a rolling point looks back over.</summary>
    public const int MaxRolling = 366;

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
        PropertyRef? property,
        TimeRange range,
        ImmutableArray<DateTimeOffset>? edges = null,
        EventFilter? filter = null,
        SeriesBreakdown? breakdown = null)
    {
        var query = new SeriesQuery
        {
            Measure = new Measure(new EventSelector([.. events]), aggregation) { Property = property },
            Range = range,
            CustomEdges = edges,
            Filter = filter,
            Breakdown = breakdown,
        };
        return query.Check() is { } problem ? problem : query;
    }

    /// <inheritdoc />
    public override Problem? Check() =>
        Measure.Check()?.Under("measure")
        ?? CheckEdges()
        ?? Breakdown?.Check()?.Under("breakdown")
        ?? QueryRules.InRange(Rolling, 1, MaxRolling, "rolling")
        ?? QueryRules.Conflict(
            Rolling > 1 && Interval is null, "'rolling' looks back over buckets of an 'interval'.", "rolling")
        ?? QueryRules.Conflict(
            Rolling > 1 && Cumulative, "A point is either rolling or cumulative.", "cumulative")
        ?? base.Check();

    private Problem? CheckEdges()
    {
        if (CustomEdges is not { } edges)
            return CheckBuckets(Interval, "interval");
        if (Interval is not null)
            return QueryRules.Conflict(true, "Buckets have an interval or edges of their own.", "customEdges");
        if (edges.Length - 1 > QueryRules.MaxBuckets)
            return Problem.Invalid(
                "TOO_MANY_BUCKETS",
                $"The range has {edges.Length - 1} buckets, at most {QueryRules.MaxBuckets}.",
                "customEdges");
        var ascend = edges.Length >= 2 && edges[0] == Range.From && edges[^1] == Range.To;
        for (var i = 1; ascend && i < edges.Length; i++)
            ascend = edges[i - 1] < edges[i];
        return ascend
            ? null
            : Problem.Invalid(
                "EDGES_INVALID", "Edges ascend from the start of the range to its end.", "customEdges");
    }
}
