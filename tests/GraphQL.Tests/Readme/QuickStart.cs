using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Readme;

/// <summary>A book of the library.</summary>
/// <param name="Title">As printed on the cover.</param>
/// <param name="Year">Of the first edition; null when unknown.</param>
public sealed record Book(string Title, int? Year);

[QueryType]
public static class BookQueries
{
    /// <summary>All books, the oldest first.</summary>
    public static IEnumerable<Book> GetBooks(Library library, int? before) =>
        library.Books.Where(book => before is null || book.Year < before).OrderBy(book => book.Year);
}

[MutationType]
public static class BookMutations
{
    /// <summary>Adds a book.</summary>
    public static Book AddBook(NewBook input, Library library) => library.Add(new Book(input.Title, input.Year));
}

public sealed record NewBook(string Title, int? Year);

public sealed class Library
{
    private readonly List<Book> _books = [new("Walden", 1854), new("Ulysses", 1922)];

    public IReadOnlyList<Book> Books => _books;

    public Book Add(Book book)
    {
        _books.Add(book);
        return book;
    }
}

public sealed class ReviewCounts(IBatchScheduler scheduler) : BatchDataLoader<string, int>(scheduler)
{
    protected override Task<IReadOnlyDictionary<string, int>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(keys.ToDictionary(title => title, title => title.Length));
}

internal static class QuickStart
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Library>();
        builder.Services.AddGraphQLServer().AddTypes(typeof(BookQueries), typeof(BookMutations));
    }

    public static void ConfigureLoaders(WebApplicationBuilder builder)
    {
        builder.Services.AddGraphQLServer().AddDataLoader<ReviewCounts>();
    }

    public static void Map(WebApplication app)
    {
        app.MapGraphQL();
    }
}
