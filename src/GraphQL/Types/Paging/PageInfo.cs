namespace Analytics.GraphQL.Types.Paging;

/// <summary>Where a page stands in the whole list.</summary>
/// <param name="HasNextPage">Whether items follow the page.</param>
/// <param name="HasPreviousPage">Whether items precede the page.</param>
/// <param name="StartCursor">Cursor of the first item; null for an empty page.</param>
/// <param name="EndCursor">Cursor of the last item; null for an empty page.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
