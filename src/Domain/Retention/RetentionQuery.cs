using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Retention;

/// <summary>Who comes back after a start event, by period.</summary>
public sealed record RetentionQuery : EventQuery
{
    /// <summary>What makes an actor part of a cohort.</summary>
    public EventSelector Start { get; init; } = EventSelector.Any;

    /// <summary>What counts as coming back.</summary>
    public EventSelector Return { get; init; } = EventSelector.Any;

    /// <summary>Width of a period: day, week, month or quarter.</summary>
    public Interval Period { get; init; } = Interval.Week;

    /// <summary>Periods shown after the cohort's own, which is period 0: the matrix has one column more.</summary>
    public int Periods { get; init; } = 11;

    /// <summary>Which start event makes the cohort.</summary>
    public RetentionStart StartBy { get; init; }

    /// <summary>When an actor counts in a period.</summary>
    public RetentionReturn ReturnBy { get; init; }

    /// <summary>For <see cref="RetentionReturn.Bracket"/>: first periods of the spans, ascending, from 0; the last span
    /// ends with <see cref="Periods"/>.</summary>
    public ImmutableArray<int> Brackets { get; init; } = [];

    /// <summary>Multiples of 24 hours from the actor's start event in place of calendar periods; a week is 7, a month
    /// 30, a quarter 90 of them.</summary>
    public bool Rolling24Hours { get; init; }

    /// <summary>Length of a period of <see cref="Rolling24Hours"/>.</summary>
    public TimeSpan PeriodLength => TimeSpan.FromDays(Period switch
    {
        Interval.Day => 1,
        Interval.Week => 7,
        Interval.Month => 30,
        _ => 90,
    });

    /// <summary>What a cell holds beside the number of actors: an aggregation of the return events of the cell's
    /// actors in the cell's periods; null for none. Its own event selector does not count.</summary>
    public Measure? Value { get; init; }

    /// <summary>Whether cells tell how much of a value is kept: of sums, by period.</summary>
    public bool KeepsValues => Value?.Aggregation is Aggregation.Sum && ReturnBy is RetentionReturn.On;

    /// <summary>Whether values of periods add up to one over all of them.</summary>
    public bool AddsUp => Value?.Aggregation is Aggregation.Count or Aggregation.Sum && ReturnBy is RetentionReturn.On;

    /// <summary>Splits by a property of the start event; null for none.</summary>
    public SeriesBreakdown? Breakdown { get; init; }

    /// <summary>Most periods after the first.</summary>
    public const int MaxPeriods = 400;

    /// <summary>Columns of the matrix: one a bracket, otherwise period 0 to <see cref="Periods"/>.</summary>
    public int Columns => ReturnBy is RetentionReturn.Bracket ? Brackets.Length : Periods + 1;

    /// <inheritdoc />
    public override Problem? Check() =>
        Start.Check()?.Under("start")
        ?? Return.Check()?.Under("return")
        ?? QueryRules.OneOf(Period, "period", Interval.Day, Interval.Week, Interval.Month, Interval.Quarter)
        ?? QueryRules.InRange(Periods, 1, MaxPeriods, "periods")
        ?? CheckBrackets()
        ?? Value?.Check()?.Under("value")
        ?? Breakdown?.Check()?.Under("breakdown")
        ?? CheckSize()
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
    [
        .. Start.Properties(), .. Return.Properties(),
        .. ((PropertyRef?[])[Value?.Property, .. Breakdown?.Dimensions ?? []]).OfType<PropertyRef>(),
        .. base.Properties(),
    ];

    private Problem? CheckBrackets()
    {
        if (ReturnBy is not RetentionReturn.Bracket)
            return QueryRules.Conflict(!Brackets.IsEmpty, "Only BRACKET has spans of periods.", "brackets");
        var ascend = !Brackets.IsEmpty && Brackets[0] >= 0 && Brackets[^1] <= Periods;
        for (var i = 1; ascend && i < Brackets.Length; i++)
            ascend = Brackets[i - 1] < Brackets[i];
        return ascend
            ? null
            : Problem.Invalid(
                "BRACKETS_INVALID", $"Brackets are first periods, ascending, from 0 to {Periods}.", "brackets");
    }

    private Problem? CheckSize()
    {
        if (!CalendarBuckets.Edges(Range, Period, Calendar.Zone, Calendar.WeekStart, QueryRules.MaxBuckets)
                .TryGet(out var edges, out var problem))
            return problem with { Path = "period" };
        var matrices = Breakdown is null ? 1L : 2L + (Breakdown.Keys?.Length ?? Breakdown.Limit);
        return (Int128)matrices * (edges.Length - 1) * (Columns + 1) <= QueryRules.MaxCells
            ? null
            : Problem.Invalid(
                "QUERY_TOO_LARGE", $"The answer would have more than {QueryRules.MaxCells} cells.", "periods");
    }
}

/// <summary>Which start event makes an actor's cohort.</summary>
public enum RetentionStart
{
    /// <summary>The first one in the range.</summary>
    FirstInRange,

    /// <summary>The first one ever; actors whose first lies outside the range are in no cohort.</summary>
    FirstEver,

    /// <summary>An actor is in the cohort of each period in which it did the start event.</summary>
    Recurring,
}

/// <summary>When an actor counts as returned in period k.</summary>
public enum RetentionReturn
{
    /// <summary>Did the return event in period k.</summary>
    On,

    /// <summary>Did it in period k or any later one of those shown.</summary>
    OnOrAfter,

    /// <summary>Did it in the span of periods that the cell stands for.</summary>
    Bracket,
}
