namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// Answers a list as a connection, page by page: arguments <c>first</c>, <c>after</c>, <c>last</c>, <c>before</c> are
/// added. A resolver that returns a sequence or query is paged here, by offset; one that returns a connection itself takes
/// <see cref="Paging.PagingArguments"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class UsePagingAttribute : Attribute
{
    /// <summary>The most items that a caller may ask for.</summary>
    public int MaxPageSize { get; set; } = 50;

    /// <summary>Items of a page whose size nobody asked for.</summary>
    public int DefaultPageSize { get; set; } = 10;

    /// <summary>Whether <c>totalCount</c> counts the whole list when it is selected; else it is null.</summary>
    public bool IncludeTotalCount { get; set; }

    /// <summary>Whether a caller must give <c>first</c> or <c>last</c>.</summary>
    public bool RequirePagingBoundaries { get; set; }

    /// <summary>The connection type's name without <c>Connection</c>; null for that of the items' type.</summary>
    public string? ConnectionName { get; set; }
}
