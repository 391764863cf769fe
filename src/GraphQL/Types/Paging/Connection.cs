using System.Collections.Immutable;

namespace Analytics.GraphQL.Types.Paging;

/// <summary>A page of a list that can grow.</summary>
/// <typeparam name="T">The type of the items; the GraphQL type is named after it, such as <c>EventConnection</c>.</typeparam>
/// <param name="edges">The page's items with their cursors, in order.</param>
/// <param name="pageInfo">Where the page stands in the whole list.</param>
/// <param name="totalCount">Items in the whole list; null when nobody counted.</param>
public class Connection<T>(ImmutableArray<Edge<T>> edges, PageInfo pageInfo, long? totalCount = null) where T : notnull
{
    /// <summary>The items of the page, in order.</summary>
    public IEnumerable<T> Nodes => Edges.Select(edge => edge.Node);

    /// <summary>The page's items with their cursors, in order.</summary>
    public ImmutableArray<Edge<T>> Edges { get; } = edges;

    /// <summary>Where the page stands in the whole list.</summary>
    public PageInfo PageInfo { get; } = pageInfo;

    /// <summary>Items in the whole list; null when nobody counted.</summary>
    public long? TotalCount { get; } = totalCount;
}
