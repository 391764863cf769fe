using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Lifecycle;

/// <summary>Actors by the number of days on which they were active.</summary>
/// <param name="Periods">One a period that the range touches.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record StickinessResult(ImmutableArray<StickinessPeriod> Periods, ResultMeta Meta);

/// <summary>The power-user curve of one period.</summary>
/// <param name="Start">First instant of the period inside the range.</param>
/// <param name="Actors">Active on at least one day.</param>
/// <param name="MeanDays">Days on which an active actor was active, on average; null when nobody was.</param>
/// <param name="Stickiness">Active actors of a day, on average over the days of the period, by those of the period, 0 to
/// 1; null when nobody was active, and for a period that is not complete.</param>
/// <param name="Days">One entry a number of days, from 1 to the days of the period inside the range.</param>
/// <param name="Complete">False for a period that the range cuts or that is not over.</param>
public sealed record StickinessPeriod(
    DateTimeOffset Start,
    long Actors,
    double? MeanDays,
    double? Stickiness,
    ImmutableArray<StickinessDays> Days,
    bool Complete);

/// <summary>Actors who were active on so many days.</summary>
/// <param name="Days">Distinct local days.</param>
/// <param name="Actors">Active on exactly so many.</param>
/// <param name="AtLeast">Active on so many or more.</param>
/// <param name="Share">Those active on exactly so many by all of the period, 0 to 1; null when nobody was.</param>
public sealed record StickinessDays(int Days, long Actors, long AtLeast, double? Share);
