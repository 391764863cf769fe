namespace Analytics.Domain.Shared;

/// <summary>Days of a time zone as instants: a day with a clock change has 23, 25 or other hours.</summary>
public static class LocalCalendar
{
    /// <summary>
    /// The first instant of a local day: midnight; the earlier one where the clocks show it twice; the end of the
    /// gap where they never show it.
    /// </summary>
    public static DateTimeOffset StartOfDay(DateOnly day, TimeZoneInfo zone) =>
        FromLocal(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>The instant at which the zone's clocks first show this local time, or first pass it.</summary>
    public static DateTimeOffset FromLocal(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
            return EndOfGap(local, zone);
        var offset = zone.IsAmbiguousTime(local)
            ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>What the zone's clocks show at an instant.</summary>
    public static DateTime ToLocal(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>The local day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(ToLocal(instant, zone));

    /// <summary>Whether a local day starts at this instant.</summary>
    public static bool IsStartOfDay(DateTimeOffset instant, TimeZoneInfo zone) =>
        StartOfDay(DayOf(instant, zone), zone) == instant;

    // Clocks were put forward over this time, by a day at most (Samoa, 2011). Looks for the first whole second
    // whose local time is not before it: across one gap the local time only grows.
    private static DateTimeOffset EndOfGap(DateTime local, TimeZoneInfo zone)
    {
        var low = new DateTimeOffset(local, TimeSpan.Zero).AddHours(-38).ToUnixTimeSeconds();
        var high = new DateTimeOffset(local, TimeSpan.Zero).AddHours(38).ToUnixTimeSeconds();
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (ToLocal(DateTimeOffset.FromUnixTimeSeconds(middle), zone) < local)
                low = middle;
            else
                high = middle;
        }

        return DateTimeOffset.FromUnixTimeSeconds(high);
    }
}
