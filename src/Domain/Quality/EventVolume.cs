using System.Collections.Immutable;

namespace Analytics.Domain.Quality;

/// <summary>How many events came, and how many were to be expected.</summary>
/// <param name="Received">Events of the range, robots' among them.</param>
/// <param name="Bots">Those of robots.</param>
/// <param name="BotShare">Robots' among all, 0 to 1; null without an event.</param>
/// <param name="Variance">Received over expected less 1, of the days that are over and have an expectation; null without
/// one.</param>
/// <param name="Days">One a day.</param>
public sealed record EventVolume(
    long Received, long Bots, decimal? BotShare, double? Variance, ImmutableArray<DayVolume> Days);

/// <summary>The events of one local day beside those of the same weekday before.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Received">Events that happened on it, robots' among them.</param>
/// <param name="Expected">Mean of the same weekday in the four weeks before; null where the tenant had no events yet.</param>
/// <param name="BaseDays">How many of these four days the mean rests on: those after the day of the tenant's first
/// event.</param>
/// <param name="Deviation">Received over expected less 1; null without an expectation, where it is 0, and while the day
/// is not over.</param>
/// <param name="Complete">False while the day is not over.</param>
public sealed record DayVolume(
    DateOnly Day, long Received, decimal? Expected, int BaseDays, double? Deviation, bool Complete);
