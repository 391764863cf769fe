using System.Globalization;
using System.Text;
using Analytics.Domain.Collection;

namespace Analytics.Domain.Imports;

/// <summary>Reads the values of columns.</summary>
internal static class ImportValues
{
    public const int MaxTextLength = 1_000;
    public const decimal MaxAmount = 999_999_999_999_999_999m;   // 18 digits: what an event's number is counted to

    private const int MaxDecimals = 28;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string DateFormat = "yyyy-MM-dd";

    public static Problem Missing(string column) =>
        Problem.Invalid("VALUE_MISSING", "The column must not be empty.", column);

    public static Problem TooManyDigits(string column) => Problem.Invalid(
        "AMOUNT_OUT_OF_RANGE", "A number, and quantity times price, has at most 18 digits.", column);

    public static Problem? CheckText(string? text, string column) => text?.Length > MaxTextLength
        ? Problem.Invalid("TEXT_TOO_LONG", $"The column has at most {MaxTextLength} characters.", column)
        : text is null ? null : EventRules.CheckText(text, column);

    /// <summary>Three capital letters; which of them are in use is not looked up.</summary>
    public static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    public static Problem NoCurrency(string column) =>
        Problem.Invalid("CURRENCY_INVALID", "Expected an ISO 4217 code such as EUR.", column);

    /// <summary>Whether a sum still has the 18 digits to which an event's number is counted exactly.</summary>
    public static bool IsExact(decimal amount)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        return new decimal(bits[0], bits[1], bits[2], isNegative: false, scale: 0) <= MaxAmount;
    }

    public static Result<DateTimeOffset> ReadTime(string text, TimeZoneInfo zone, string column)
    {
        Span<byte> utf8 = stackalloc byte[64];
        return Encoding.UTF8.TryGetBytes(text.AsSpan().Trim(), utf8, out var length)
            && IsoTime.TryParse(utf8[..length], zone, out var time)
            ? time
            : Problem.Invalid("TIMESTAMP_INVALID", "Expected an ISO 8601 time such as 2026-03-01 08:26:00.", column);
    }

    public static Result<DateOnly> ReadDate(string text, string column) =>
        DateOnly.TryParseExact(text.AsSpan().Trim(), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Problem.Invalid("DATE_INVALID", "Expected a day such as 2026-03-01.", column);

    public static Result<decimal> ReadDecimal(string? text, string column)
    {
        const NumberStyles Style =
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite |
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (string.IsNullOrEmpty(text))
            return Missing(column);
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number))
            return Problem.Invalid("NUMBER_INVALID", "Expected a decimal such as -12.50.", column);
        return Decimals(text) <= MaxDecimals && IsExact(number) ? number : TooManyDigits(column);
    }

    /// <summary>The same number in the same letters, whatever zeros it was written with.</summary>
    public static string Canonical(decimal number) =>
        (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    public static string Canonical(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static string Canonical(DateOnly day) => day.ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <summary>The instant of a canonical time, or of a canonical day's midnight in a zone.</summary>
    public static DateTimeOffset InstantOf(string canonical, TimeZoneInfo zone) =>
        canonical.Length == DateFormat.Length
            ? LocalCalendar.FromLocal(
                DateTime.ParseExact(canonical, DateFormat, CultureInfo.InvariantCulture), zone)
            : DateTimeOffset.ParseExact(
                canonical, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // What is finer than a decimal holds was rounded without a word when it was parsed.
    private static long Decimals(ReadOnlySpan<char> number)
    {
        number = number.Trim();
        var e = number.IndexOfAny('e', 'E');
        var exponent = 0;
        if (e >= 0 && !int.TryParse(number[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out exponent))
            return long.MaxValue;
        var mantissa = e < 0 ? number : number[..e];
        var point = mantissa.IndexOf('.');
        return (point < 0 ? 0 : mantissa.Length - point - 1) - (long)exponent;
    }
}
