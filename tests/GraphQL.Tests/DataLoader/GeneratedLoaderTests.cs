using System.Collections.Concurrent;
using System.Reflection;
using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.DataLoader;

/// <summary>Data loaders that the build makes of static methods.</summary>
public sealed class GeneratedLoaderTests
{
    [Fact]
    public async Task Methods_become_loaders_that_batch_group_and_cache()
    {
        await using var server = await StartAsync();
        Assert.Equal(
            """{"data":{"a":{"name":"b1","parts":["p1","q1"],"stock":10},"b":{"name":"b2","parts":["p2","q2"],"stock":20},"c":{"name":null,"parts":[],"stock":30}}}""",
            await server.TextAsync("{ a: brand(id: 1) { ...f } b: brand(id: 2) { ...f } c: brand(id: 3) { ...f } } fragment f on Brand { name parts stock }"));
        Assert.Equal(["name 1,2,3", "parts 1,2,3", "stock 1", "stock 2", "stock 3"], Log(server));
    }

    [Fact]
    public async Task Loader_with_a_scope_of_its_own_does_not_share_the_services_of_the_request()
    {
        await using var server = await StartAsync();
        Assert.Equal("""{"data":{"shared":true,"own":false}}""", await server.TextAsync("{ shared own }"));
    }

    [Fact]
    public void Interface_and_class_have_the_visibility_and_name_of_the_method()
    {
        Assert.True(typeof(IBrandNameByIdDataLoader).IsPublic);
        Assert.True(typeof(BrandNameByIdDataLoader).IsSealed);
        Assert.True(typeof(IStockDataLoader).IsAssignableTo(typeof(IDataLoader<int, int>)));
        Assert.True(typeof(IPartsByBrandDataLoader).IsAssignableTo(typeof(IDataLoader<int, string[]>)));
        Assert.Single(typeof(RequestScopeDataLoader).GetConstructors(BindingFlags.Public | BindingFlags.Instance));
    }

    private static string[] Log(GraphQLServer server) =>
        [.. server.Services.GetRequiredService<BrandLog>().Entries.Order(StringComparer.Ordinal)];

    private static Task<GraphQLServer> StartAsync() => GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(BrandQueries), typeof(BrandFields)).AddDataLoader<BrandNameByIdDataLoader>()
            .AddDataLoader<PartsByBrandDataLoader>().AddDataLoader<StockDataLoader>()
            .AddDataLoader<RequestScopeDataLoader>().AddDataLoader<OwnScopeDataLoader>(),
        host => host.Services.AddSingleton<BrandLog>().AddScoped<Marker>());

    public sealed class BrandLog
    {
        public ConcurrentQueue<string> Entries { get; } = new();
    }

    public sealed class Marker;
}

public static class BrandLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<int, string>> GetBrandNameByIdAsync(
        IReadOnlyList<int> ids, GeneratedLoaderTests.BrandLog log, CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        log.Entries.Enqueue($"name {string.Join(',', ids)}");
        return ids.Where(id => id < 3).ToDictionary(id => id, id => $"b{id}");
    }

    [DataLoader(Name = "PartsByBrand")]
    public static Task<ILookup<int, string>> LoadPartsAsync(IReadOnlyList<int> ids, GeneratedLoaderTests.BrandLog log)
    {
        log.Entries.Enqueue($"parts {string.Join(',', ids)}");
        return Task.FromResult(ids.Where(id => id < 3).SelectMany(id => new[] { (id, $"p{id}"), (id, $"q{id}") })
            .ToLookup(pair => pair.id, pair => pair.Item2));
    }

    [DataLoader]
    public static Task<int> GetStockAsync(int id, GeneratedLoaderTests.BrandLog log)
    {
        log.Entries.Enqueue($"stock {id}");
        return Task.FromResult(id * 10);
    }

    [DataLoader]
    public static Task<GeneratedLoaderTests.Marker> GetRequestScopeAsync(int id, GeneratedLoaderTests.Marker marker) =>
        Task.FromResult(id < 0 ? throw new InvalidOperationException() : marker);

    [DataLoader(OwnScope = true)]
    public static Task<GeneratedLoaderTests.Marker> GetOwnScopeAsync(int id, GeneratedLoaderTests.Marker marker) =>
        Task.FromResult(id < 0 ? throw new InvalidOperationException() : marker);
}

public sealed record Brand(int Id);

[ObjectType<Brand>]
public static class BrandFields
{
    public static Task<string?> GetNameAsync(
        [Parent] Brand brand, IBrandNameByIdDataLoader names, CancellationToken cancellationToken) =>
        names.LoadAsync(brand.Id, cancellationToken);

    public static async Task<string[]> GetPartsAsync(
        [Parent] Brand brand, IPartsByBrandDataLoader parts, CancellationToken cancellationToken) =>
        await parts.LoadAsync(brand.Id, cancellationToken) ?? [];

    public static Task<int> GetStockAsync([Parent] Brand brand, IStockDataLoader stock, CancellationToken cancellationToken) =>
        stock.LoadAsync(brand.Id, cancellationToken);
}

[QueryType]
public static class BrandQueries
{
    public static Brand GetBrand(int id) => new(id);

    public static async Task<bool> GetSharedAsync(
        IRequestScopeDataLoader loader, GeneratedLoaderTests.Marker marker, CancellationToken cancellationToken) =>
        await loader.LoadAsync(1, cancellationToken) == marker;

    public static async Task<bool> GetOwnAsync(
        IOwnScopeDataLoader loader, GeneratedLoaderTests.Marker marker, CancellationToken cancellationToken) =>
        await loader.LoadAsync(1, cancellationToken) == marker;
}
