using Analytics.Domain.Cohorts;

namespace Analytics.Domain.Querying;

/// <summary>What every question about the events of a range says about which events and actors count.</summary>
public abstract record EventQuery : Question
{
    /// <summary>Which instants count.</summary>
    public required TimeRange Range { get; init; }

    /// <summary>Makes days, weeks and months.</summary>
    public QueryCalendar Calendar { get; init; } = QueryCalendar.Utc;

    /// <summary>A condition on the events; null for none.</summary>
    public EventFilter? Filter { get; init; }

    /// <summary>Only events of these actors count; null for everybody and nobody.</summary>
    public CohortCriteria? Cohort { get; init; }

    /// <inheritdoc />
    public override Problem? Check() => FilterRules.Check(Filter, "filter") ?? Cohort?.Check()?.Under("cohort");

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
        [.. Filter?.Properties() ?? [], .. Cohort?.Properties() ?? []];

    /// <summary>Whether the range has no more buckets than one answer may.</summary>
    private protected Problem? CheckBuckets(Interval? interval, string path) =>
        interval is { } width
        && CalendarBuckets.Edges(Range, width, Calendar.Zone, Calendar.WeekStart, QueryRules.MaxBuckets).Problem
            is { } problem
            ? problem with { Path = path }
            : null;
}
