using System.Collections.Concurrent;
using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.DataLoader;

public sealed class BatchDataLoaderTests : IAsyncLifetime
{
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(BookQueries), typeof(BookFields))
            .AddDataLoader<AuthorLoader>().AddDataLoader<CountryLoader>(),
        host => host.Services.AddSingleton<LoadLog>());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Keys_of_one_level_are_fetched_together_and_each_once()
    {
        var text = await _server.TextAsync("{ books { author } }");
        Assert.Equal("""{"data":{"books":[{"author":"A1"},{"author":"A2"},{"author":"A1"},{"author":null}]}}""", text);
        Assert.Equal(["authors 1,2,3"], Loads());
    }

    [Fact]
    public async Task Loads_that_follow_from_loads_are_fetched_together_too()
    {
        var text = await _server.TextAsync("{ books { country } other: books { country } }");
        Assert.Contains("""{"country":"C1"},{"country":"C2"}""", text, StringComparison.Ordinal);
        Assert.Equal(["authors 1,2,3", "countries 1,2"], Loads());
    }

    [Fact]
    public async Task Loads_that_follow_are_fetched_together_however_slowly_they_come()
    {
        await _server.TextAsync("{ books { slowCountry } }");
        Assert.Equal(["authors 1,2,3", "countries 1,2"], Loads());
    }

    [Fact]
    public async Task Fetch_that_fails_fails_each_field_that_waits_for_it()
    {
        var answer = await _server.QueryAsync("{ books { broken } }");
        Assert.Equal(4, answer.GetProperty("errors").GetArrayLength());
        Assert.Equal("""{"books":[{"broken":null},{"broken":null},{"broken":null},{"broken":null}]}""",
            answer.GetProperty("data").GetRawText());
    }

    private string[] Loads() => [.. _server.Services.GetRequiredService<LoadLog>().Entries];

    public sealed class LoadLog
    {
        public ConcurrentQueue<string> Entries { get; } = new();
    }

    public sealed class AuthorLoader(IBatchScheduler scheduler, LoadLog log) : BatchDataLoader<int, string>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(
            IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Entries.Enqueue($"authors {string.Join(',', keys)}");
            await Task.Delay(10, cancellationToken);
            return keys.Where(key => key < 3).ToDictionary(key => key, key => $"A{key}");
        }
    }

    public sealed class CountryLoader(IBatchScheduler scheduler, LoadLog log) : BatchDataLoader<int, string>(scheduler)
    {
        protected override Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(
            IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Entries.Enqueue($"countries {string.Join(',', keys)}");
            return keys[0] < 0
                ? throw new InvalidOperationException("secret")
                : Task.FromResult<IReadOnlyDictionary<int, string>>(keys.ToDictionary(key => key, key => $"C{key}"));
        }
    }
}

public sealed record Book(int AuthorId);

[ExtendObjectType<Book>]
public static class BookFields
{
    public static Task<string?> GetAuthorAsync(
        [Parent] Book book, BatchDataLoaderTests.AuthorLoader authors, CancellationToken cancellationToken) =>
        authors.LoadAsync(book.AuthorId, cancellationToken);

    public static async Task<string?> GetCountryAsync(
        [Parent] Book book, BatchDataLoaderTests.AuthorLoader authors, BatchDataLoaderTests.CountryLoader countries,
        CancellationToken cancellationToken)
    {
        var author = await authors.LoadAsync(book.AuthorId, cancellationToken);
        return author is null ? null : await countries.LoadAsync(book.AuthorId, cancellationToken);
    }

    public static async Task<string?> GetSlowCountryAsync(
        [Parent] Book book, BatchDataLoaderTests.AuthorLoader authors, BatchDataLoaderTests.CountryLoader countries,
        CancellationToken cancellationToken)
    {
        var author = await authors.LoadAsync(book.AuthorId, cancellationToken);
        // Without leaving the thread: those behind this one are told of their authors that much later.
        Thread.Sleep(book.AuthorId * 20);
        return author is null ? null : await countries.LoadAsync(book.AuthorId, cancellationToken);
    }

    public static Task<string?> GetBrokenAsync(
        [Parent] Book book, BatchDataLoaderTests.CountryLoader countries, CancellationToken cancellationToken) =>
        countries.LoadAsync(-book.AuthorId, cancellationToken);
}

[QueryType]
public static class BookQueries
{
    public static IReadOnlyList<Book> GetBooks() => [new(1), new(2), new(1), new(3)];
}
