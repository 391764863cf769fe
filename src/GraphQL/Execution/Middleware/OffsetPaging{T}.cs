using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.GraphQL.Execution.Middleware;

/// <summary>Pages of a list by offset: a cursor is an item's index.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal static class OffsetPaging<T> where T : notnull
{
    /// <summary>The page that the arguments ask for.</summary>
    /// <exception cref="GraphQLException">A cursor is none of ours.</exception>
    public static async ValueTask<Connection<T>> SliceAsync(
        PageSource<T> source, PagingArguments page, bool count, CancellationToken cancellationToken)
    {
        var start = page.After is null ? 0 : Index(page.After, "after") + 1;
        int? end = page.Before is null ? null : Index(page.Before, "before");
        int? total = null;
        if (page.Last is { } last)
        {
            total = await source.Count(cancellationToken).ConfigureAwait(false);
            end = Math.Min(end ?? total.Value, total.Value);
            start = Math.Max(start, end.Value - last);
        }
        var size = Math.Max(0, Math.Min(page.First ?? int.MaxValue, (end ?? int.MaxValue) - start));
        // One more than the page tells whether something follows.
        var items = await source.ReadAsync(start, size == int.MaxValue ? size : size + 1, cancellationToken).ConfigureAwait(false);
        var edges = items.Take(size).Select((item, index) => new Edge<T>(item, Cursor(start + index))).ToImmutableArray();
        if (count)
            total ??= await source.Count(cancellationToken).ConfigureAwait(false);
        return new Connection<T>(
            edges,
            new PageInfo(items.Count > size, start > 0, edges is [var first, ..] ? first.Cursor : null, edges is [.., var end2] ? end2.Cursor : null),
            count ? total : null);
    }

    private static string Cursor(int index) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(index.ToString(CultureInfo.InvariantCulture)));

    private static int Index(string cursor, string argument)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(cursor)];
        return Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out var length)
            && int.TryParse(bytes.AsSpan(0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < int.MaxValue
            ? index
            : throw new GraphQLException(ErrorBuilder.New().SetMessage($"'{argument}' is no cursor of this list.")
                .SetCode(ErrorCodes.CursorUnknown).Build());
    }
}
