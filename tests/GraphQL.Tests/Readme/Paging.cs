using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.GraphQL.Tests.Readme;

[QueryType]
public static class CatalogueQueries
{
    [UsePaging(MaxPageSize = 100, IncludeTotalCount = true)]
    public static IQueryable<Book> GetCatalogue(Library library) => library.Books.AsQueryable();

    [UsePaging]
    public static Connection<Book> GetByTitle(PagingArguments page, Library library)
    {
        var rest = library.Books.OrderBy(book => book.Title, StringComparer.Ordinal)
            .Where(book => page.After is null || string.CompareOrdinal(book.Title, page.After) > 0).ToList();
        var edges = rest.Take(page.First ?? 10).Select(book => new Edge<Book>(book, book.Title)).ToList();
        return new([.. edges], new PageInfo(
            rest.Count > edges.Count, page.After is not null, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }
}
