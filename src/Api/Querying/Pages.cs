using System.Collections.Immutable;
using System.Text;
using Analytics.Api.Hosting;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Querying;

/// <summary>Page sizes and cursors that all connections share.</summary>
internal static class Pages
{
    public const int DefaultSize = 50;
    public const int MaxSize = 500;

    /// <summary>The page size that a caller asked for.</summary>
    public static int Size(int? first) => first switch
    {
        null => DefaultSize,
        >= 1 and <= MaxSize => first.Value,
        _ => throw Problem.Invalid("PAGE_SIZE", $"'first' lies in 1..{MaxSize}.", "first").ToException(),
    };

    /// <summary>An opaque cursor that names a place in a list.</summary>
    public static string Cursor(string place) => Convert.ToBase64String(Encoding.UTF8.GetBytes(place));

    /// <summary>The place that a cursor names; null without one.</summary>
    public static string? Place(string? cursor)
    {
        if (cursor is null)
            return null;
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw UnknownCursor();
    }

    public static Exception UnknownCursor() =>
        Problem.Invalid("CURSOR_UNKNOWN", "'after' is no cursor of this list.", "after").ToException();

    /// <summary>A page of a list that is at hand as a whole, in the order of its keys.</summary>
    public static Connection<T> Of<T>(IReadOnlyList<T> all, Func<T, string> key, int? first, string? after)
        where T : notnull
    {
        var place = Place(after);
        var start = 0;
        while (place is not null && start < all.Count && string.CompareOrdinal(key(all[start]), place) <= 0)
            start++;
        var page = all.Skip(start).Take(Size(first)).ToImmutableArray();
        return Of(page, item => Cursor(key(item)), start + page.Length < all.Count, start > 0, all.Count);
    }

    /// <summary>A page that was read from a longer list.</summary>
    public static Connection<T> Of<T>(
        IReadOnlyList<T> page, Func<T, string> cursor, bool hasNext, bool hasPrevious, long? totalCount = null)
        where T : notnull =>
        new(
            [.. page.Select(item => new Edge<T>(item, cursor(item)))],
            new PageInfo(
                hasNext,
                hasPrevious,
                page.Count == 0 ? null : cursor(page[0]),
                page.Count == 0 ? null : cursor(page[^1])),
            totalCount);
}
