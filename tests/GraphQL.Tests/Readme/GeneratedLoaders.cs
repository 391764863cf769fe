using Analytics.GraphQL.DataLoader;

namespace Analytics.GraphQL.Tests.Readme;

public static class BookLoaders
{
    [DataLoader]
    public static Task<IReadOnlyDictionary<string, Book>> GetBookByTitleAsync(IReadOnlyList<string> titles, Library library) =>
        Task.FromResult<IReadOnlyDictionary<string, Book>>(
            library.Books.Where(book => titles.Contains(book.Title)).ToDictionary(book => book.Title));
}
