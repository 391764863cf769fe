namespace Analytics.Domain.Quality;

/// <summary>How long after they happened events were received. What an import brings is late by nature, and counts.</summary>
/// <param name="Events">Events that happened in the range.</param>
/// <param name="MedianSeconds">Half of them came within so many seconds; null without an event. Below 0 where the
/// sender's clock runs ahead.</param>
/// <param name="P90Seconds">Nine tenths of them; null without an event.</param>
/// <param name="OverOneHour">Share that came later than an hour, 0 to 1; null without an event.</param>
/// <param name="OverOneDay">Share that came later than 24 hours; null without an event.</param>
public sealed record Lateness(
    long Events, double? MedianSeconds, double? P90Seconds, decimal? OverOneHour, decimal? OverOneDay);
