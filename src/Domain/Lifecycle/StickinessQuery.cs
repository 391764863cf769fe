using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Lifecycle;

/// <summary>On how many days of each period actors are active.</summary>
public sealed record StickinessQuery : EventQuery
{
    /// <summary>What counts as activity.</summary>
    public EventSelector Activity { get; init; } = EventSelector.Any;

    /// <summary>Width of a period: week, month or quarter.</summary>
    public Interval Period { get; init; } = Interval.Month;

    /// <inheritdoc />
    public override Problem? Check() =>
        Activity.Check()?.Under("activity")
        ?? QueryRules.OneOf(Period, "period", Interval.Week, Interval.Month, Interval.Quarter)
        ?? CheckBuckets(Interval.Day, "range")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() => [.. Activity.Properties(), .. base.Properties()];
}

/// <summary>Actors by the number of days on which they were active.</summary>
/// <param name="Periods">One a period that the range touches.</param>
/// <param name="Meta">What was read.</param>
public sealed record StickinessAnswer(ImmutableArray<StickinessCount> Periods, AnswerMeta Meta);

/// <summary>Actors of one period.</summary>
/// <param name="Start">First instant of the period inside the range.</param>
/// <param name="Actors">Active on exactly one local day, on two, and so on up to the days of the period that the range
/// has.</param>
public sealed record StickinessCount(DateTimeOffset Start, ImmutableArray<long> Actors);
