using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Querying;

public sealed class QueryLimitTests
{
    private static readonly TimeRange _range = TimeRange.Create(TestEvents.Start, TestEvents.Start.AddDays(1)).Value;

    [Fact]
    public async Task Question_beyond_a_limit_is_refused_and_smaller_ones_are_answered()
    {
        await using var running = await RunningEngine.StartAsync(configure: options =>
        {
            options.MaxQueryRows = 1_000;
            options.MaxQueryMegabytes = 1;
        });
        var small = await running.Tenants.AddAsync("small");
        var large = await running.Tenants.AddAsync("large");
        await running.AppendAsync(small, Events(900));
        await running.AppendAsync(large, Events(1_100));

        Assert.True((await AskAsync(running, small, Aggregation.Count, 1)).IsSuccess);
        Assert.Equal("QUERY_ROW_LIMIT", (await AskAsync(running, large, Aggregation.Count, 1)).Problem?.Code);
        Assert.Equal("QUERY_MEMORY_LIMIT", (await AskAsync(running, small, Aggregation.UniqueActors, 9_000)).Problem?.Code);
        Assert.True((await AskAsync(running, small, Aggregation.UniqueActors, 10)).IsSuccess);
    }

    private static IEnumerable<Domain.Collection.LoggedEvent> Events(int count) =>
        Enumerable.Range(0, count).Select(i => TestEvents.Event("seen", $"actor-{i % 50}", i, $$"""{"page":"p{{i % 60}}"}"""));

    private static async Task<Result<SeriesAnswer>> AskAsync(
        RunningEngine running, Domain.Tenancy.TenantScope tenant, Aggregation aggregation, int buckets)
    {
        var query = SeriesQuery.Create(
            [], aggregation, null, _range,
            [.. Enumerable.Range(0, buckets + 1).Select(i => _range.From + ((_range.To - _range.From) * i / buckets))],
            breakdown: new SeriesBreakdown("page", 60)).Value;
        return (await running.Engine.SeriesAsync(tenant, [query], CancellationToken.None)).Then<SeriesAnswer>(all => all[0]);
    }
}
