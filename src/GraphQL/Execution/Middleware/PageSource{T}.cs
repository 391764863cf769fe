namespace Analytics.GraphQL.Execution.Middleware;

/// <summary>A list in any form that can be read in part.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="ReadAsync">The items from an index on, at most so many.</param>
/// <param name="Count">The items of the whole list.</param>
internal sealed record PageSource<T>(
    Func<int, int, CancellationToken, ValueTask<List<T>>> ReadAsync, Func<CancellationToken, ValueTask<int>> Count)
{
    /// <summary>A source for what a resolver returned. A query reads only the page; the rest is in memory or streamed.</summary>
    public static PageSource<T> Of(object list) => list switch
    {
        IQueryable<T> query => new(
            (from, count, _) => new(query.Skip(from).Take(count).ToList()), _ => new(query.Count())),
        IEnumerable<T> items => new(
            (from, count, _) => new(items.Skip(from).Take(count).ToList()), _ => new(items.Count())),
        IAsyncEnumerable<T> stream => new(
            (from, count, cancellationToken) => stream.Skip(from).Take(count).ToListAsync(cancellationToken),
            stream.CountAsync),
        _ => throw new InvalidOperationException($"{list.GetType()} is no list of {typeof(T)}."),
    };
}
