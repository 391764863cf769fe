namespace Analytics.Domain.Shared;

/// <summary>
/// Reads ISO 8601 times as they are found in the wild: <c>2011-03-01</c>, <c>2011-03-01 08:26</c>,
/// <c>2011-03-01T08:26:00.123456Z</c>, <c>…+02:00</c>, <c>…+0200</c>.
/// </summary>
public static class IsoTime
{
    /// <summary>Reads a time; one without a zone is read in UTC.</summary>
    /// <param name="text">UTF-8 without white space around it.</param>
    /// <param name="instant">UTC in whole milliseconds, what is finer is cut off.</param>
    /// <returns>False when it is no time between the years 1 and 9999.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset instant) =>
        TryParse(text, TimeZoneInfo.Utc, out instant);

    /// <summary>Reads a time; one without a zone is what the given zone's clocks show.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        instant = default;
        if (!TryDate(ref text, out var date) || !TryTimeOfDay(ref text, out var time) ||
            !TryOffset(text, out var offset))
            return false;
        var local = date + time;
        if (offset is null)
        {
            instant = zone == TimeZoneInfo.Utc ? new DateTimeOffset(local, TimeSpan.Zero) : FromLocal(local, zone);
            return true;
        }

        var ticks = local.Ticks - offset.Value.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return false;
        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    // The calendar looks some hours to either side, which the first and last days of all time do not have.
    private static DateTimeOffset FromLocal(DateTime local, TimeZoneInfo zone) => local.Year is > 1 and < 9999
        ? LocalCalendar.FromLocal(local, zone)
        : new DateTimeOffset(local, TimeSpan.Zero);

    private static bool TryDate(ref ReadOnlySpan<byte> text, out DateTime date)
    {
        date = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !TryDigits(text[..4], out var year) ||
            !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day))
            return false;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTime(year, month, day);
        text = text[10..];
        return true;
    }

    private static bool TryTimeOfDay(ref ReadOnlySpan<byte> text, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        if (text.IsEmpty)
            return true;
        if (text.Length < 6 || text[0] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[3] != ':' ||
            !TryDigits(text[1..3], out var hour) || !TryDigits(text[4..6], out var minute) || hour > 23 || minute > 59)
            return false;
        text = text[6..];
        var second = 0;
        var millisecond = 0;
        if (text.Length > 0 && text[0] == ':')
        {
            if (text.Length < 3 || !TryDigits(text[1..3], out second) || second > 59)
                return false;
            text = text[3..];
            if (!TryFraction(ref text, out millisecond))
                return false;
        }

        time = new TimeSpan(0, hour, minute, second, millisecond);
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, out int milliseconds)
    {
        milliseconds = 0;
        if (text.IsEmpty || text[0] is not ((byte)'.' or (byte)','))
            return true;
        var length = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = length < 0 ? text[1..] : text.Slice(1, length);
        for (var i = 0; i < 3; i++)
            milliseconds = milliseconds * 10 + (i < digits.Length ? digits[i] - '0' : 0);
        text = text[(1 + digits.Length)..];
        return digits.Length > 0;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out TimeSpan? offset)
    {
        offset = null;
        if (text.IsEmpty)
            return true;
        if (text is [(byte)'Z' or (byte)'z'])
        {
            offset = TimeSpan.Zero;
            return true;
        }

        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) ||
            text.Length == 6 && text[3] != ':')
            return false;
        var minute = 0;
        if (!TryDigits(text[1..3], out var hour) || text.Length > 3 && !TryDigits(text[^2..], out minute) ||
            hour > 18 || minute > 59)
            return false;
        var size = new TimeSpan(hour, minute, 0);
        offset = text[0] == '-' ? -size : size;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = value * 10 + digit - '0';
        }

        return true;
    }
}
