using System.Collections.Concurrent;
using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.DataLoader;

/// <summary>However many rows there are, the fetches are as many as the levels.</summary>
public sealed class LevelBatchingTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(60)]
    public async Task Fetches_grow_with_the_levels_not_with_the_rows(int rows)
    {
        await using var server = await StartAsync();
        var log = server.Services.GetRequiredService<FetchLog>();
        var answer = await server.QueryAsync(
            $"{{ folders(count: {rows}) {{ owner {{ name }} files {{ name owner {{ name }} files {{ owner {{ name }} }} }} }} }}");
        Assert.False(answer.TryGetProperty("errors", out _));
        Assert.Equal(rows, answer.GetProperty("data").GetProperty("folders").GetArrayLength());
        // Owners and files of the first level, of the second, and the owners of the third: each once, none per row.
        Assert.Equal(["files", "files", "owners", "owners", "owners"], log.Names.Order());
    }

    [Fact]
    public async Task Values_that_are_known_are_not_fetched()
    {
        await using var server = await StartAsync();
        Assert.Equal(
            """{"data":{"primed":["known","o2","o1"]}}""", await server.TextAsync("{ primed }"));
        Assert.Equal(["owners", "owners"], server.Services.GetRequiredService<FetchLog>().Names);
    }

    [Fact]
    public async Task Single_values_are_fetched_once_a_request_and_groups_without_values_are_empty()
    {
        await using var server = await StartAsync();
        Assert.Equal("""{"data":{"a":"s7","b":"s7","none":0}}""", await server.TextAsync("{ a: single b: single none }"));
        Assert.Equal(["files", "single"], server.Services.GetRequiredService<FetchLog>().Names.Order());
    }

    private static Task<GraphQLServer> StartAsync() => GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(FolderQueries), typeof(FolderFields))
            .AddDataLoader<OwnerLoader>().AddDataLoader<FileLoader>().AddDataLoader<SingleLoader>(),
        host => host.Services.AddSingleton<FetchLog>());

    public sealed class FetchLog
    {
        public ConcurrentQueue<string> Names { get; } = new();
    }

    public sealed class OwnerLoader(IBatchScheduler scheduler, FetchLog log) : BatchDataLoader<int, Owner>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, Owner>> LoadBatchAsync(
            IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Names.Enqueue("owners");
            await Task.Yield();
            return keys.ToDictionary(key => key, key => new Owner($"o{key}"));
        }
    }

    public sealed class FileLoader(IBatchScheduler scheduler, FetchLog log) : GroupedDataLoader<int, Folder>(scheduler)
    {
        protected override async Task<ILookup<int, Folder>> LoadGroupedBatchAsync(
            IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Names.Enqueue("files");
            await Task.Yield();
            return keys.Where(key => key > 0).SelectMany(key => new[] { (key, key * 2), (key, (key * 2) + 1) })
                .ToLookup(pair => pair.key, pair => new Folder(pair.Item2));
        }
    }

    public sealed class SingleLoader(FetchLog log) : CacheDataLoader<int, string>
    {
        protected override Task<string?> LoadSingleAsync(int key, CancellationToken cancellationToken)
        {
            log.Names.Enqueue("single");
            return Task.FromResult<string?>($"s{key}");
        }
    }
}

public sealed record Owner(string Name);

public sealed record Folder(int Id)
{
    public string Name => $"f{Id}";
}

[ExtendObjectType<Folder>]
public static class FolderFields
{
    public static Task<Owner?> GetOwnerAsync(
        [Parent] Folder folder, LevelBatchingTests.OwnerLoader owners, CancellationToken cancellationToken) =>
        owners.LoadAsync(folder.Id, cancellationToken);

    public static async Task<IReadOnlyList<Folder>> GetFilesAsync(
        [Parent] Folder folder, LevelBatchingTests.FileLoader files, CancellationToken cancellationToken) =>
        await files.LoadAsync(folder.Id, cancellationToken) ?? [];
}

[QueryType]
public static class FolderQueries
{
    public static IEnumerable<Folder> GetFolders(int count) => Enumerable.Range(1, count).Select(id => new Folder(id));

    public static async Task<IEnumerable<string>> GetPrimedAsync(
        LevelBatchingTests.OwnerLoader owners, CancellationToken cancellationToken)
    {
        owners.SetCacheEntry(1, new Owner("known"));
        var first = await owners.LoadAsync([1, 2], cancellationToken);
        owners.RemoveCacheEntry(1);
        var again = await owners.LoadAsync(1, cancellationToken);
        return [.. first.Select(owner => owner!.Name), again!.Name];
    }

    public static Task<string?> GetSingleAsync(LevelBatchingTests.SingleLoader loader, CancellationToken cancellationToken) =>
        loader.LoadAsync(7, cancellationToken);

    public static async Task<int> GetNoneAsync(LevelBatchingTests.FileLoader files, CancellationToken cancellationToken) =>
        (await files.LoadAsync(-1, cancellationToken))!.Length;
}
