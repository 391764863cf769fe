using System.Globalization;
using Analytics.Api.Querying;

namespace Analytics.Api.TrackingPlan;

/// <summary>Cursors of lists in the order of numbers.</summary>
internal static class NumberPages
{
    public static string Cursor(long number) => Pages.Cursor(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number that a cursor names; null without one.</summary>
    public static long? Place(string? after) =>
        Pages.Place(after) is not { } place ? null
        : long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Pages.UnknownCursor();
}
