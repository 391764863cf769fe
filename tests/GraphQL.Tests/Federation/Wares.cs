using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Federation;

namespace Analytics.GraphQL.Tests.Federation;

// The reviews of it live elsewhere.
[Key("id")]
[Key("sku region")]
public sealed record Ware([property: ID] int Id, string Sku, string Region, string Name)
{
    [Shareable]
    public int Weight => 100 * Id;

    [External]
    public int? Stars { get; init; }

    [Requires("stars")]
    public string Rank => Stars switch { null => "unknown", >= 4 => "top", _ => "rest" };
}

// Only its id is known here.
[Key("id", Resolvable = false)]
public sealed record Seller([property: ID] string Id)
{
    [External]
    public int? Trust { get; init; }
}

// To be seen by those only who have signed in.
[Key("code")]
public sealed record Shelf(string Code)
{
    [ReferenceResolver]
    [Authorize]
    public static Shelf FindByCode(string code) => new(code);
}

[ObjectType<Ware>]
public static class WareNode
{
    [Provides("trust")]
    public static Seller GetSeller([Parent] Ware ware) => new($"s{ware.Id}") { Trust = 3 };

    [ReferenceResolver]
    public static async Task<Ware?> FindByIdAsync(
        [ID] int id, int? stars, WareLoader wares, CancellationToken cancellationToken) =>
        await wares.LoadAsync(id, cancellationToken) is { } ware ? ware with { Stars = stars } : null;

    [ReferenceResolver]
    public static Ware? FindBySku(string sku, string region) =>
        WareLoader.All.FirstOrDefault(ware => (ware.Sku, ware.Region) == (sku, region));
}

[QueryType]
public static class WareQueries
{
    public static IEnumerable<Ware> GetWares() => WareLoader.All;

    public static Shelf GetShelf() => new("A1");
}

public sealed class WareLog
{
    public List<string> Fetches { get; } = [];
}

public sealed class WareLoader(IBatchScheduler scheduler, WareLog log) : BatchDataLoader<int, Ware>(scheduler)
{
    public static IReadOnlyList<Ware> All { get; } = [new(1, "pen", "EU", "Pen"), new(2, "ink", "EU", "Ink"), new(3, "pen", "US", "Pen")];

    protected override Task<IReadOnlyDictionary<int, Ware>> LoadBatchAsync(
        IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        lock (log.Fetches)
            log.Fetches.Add(string.Join(',', keys));
        return keys.Contains(666)
            ? throw new InvalidOperationException("secret")
            : Task.FromResult<IReadOnlyDictionary<int, Ware>>(
                All.Where(ware => keys.Contains(ware.Id)).ToDictionary(ware => ware.Id));
    }
}
