using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Segments;

public sealed class TextIndexTests
{
    private static readonly TimeRange _range = TimeRange.Create(TestEvents.Start, TestEvents.Start.AddDays(1)).Value;

    [Fact]
    public async Task Text_is_found_as_soon_as_an_event_has_it_and_not_before()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(0, await CountAsync($"value-{i}"));
            await running.AppendAsync(tenant, TestEvents.Event("seen", "a", i, $$"""{"text":"value-{{i}}"}"""));
            Assert.Equal(1, await CountAsync($"value-{i}"));
            Assert.Equal(1, await CountAsync($"value-{i / 2}"));
        }

        async Task<decimal?> CountAsync(string text) => (await running.Engine.SeriesAsync(
            tenant,
            [
                SeriesQuery.Create(
                    [], Aggregation.Count, null, _range, breakdown: new SeriesBreakdown("text", 1, [text])).Value,
            ],
            CancellationToken.None)).Value[0].Groups[0].Values.Total;
    }
}
