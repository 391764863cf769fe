using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Querying;

public sealed class ExcludedTests
{
    private static readonly EventFilter _others =
        new EventFilter.Not(new EventFilter.Compare("own", FilterOperator.Equal, new PropertyValue.Boolean(true)));

    [Fact]
    public async Task Each_event_that_is_left_out_is_in_the_first_reason_that_it_has()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        const string own = """{"own":true}""";
        await running.AppendAsync(
            tenant,
            TestEvents.Event("a", "x", 1), TestEvents.Event("a", "x", -5), TestEvents.Event("a", "x", 100_000, own),
            TestEvents.Event("a", "bot", 2) with { IsBot = true }, TestEvents.Event("b", "bot", 3, own) with { IsBot = true },
            TestEvents.Event("a", "me", 4, own), TestEvents.Event("b", "me", 5, own), TestEvents.Event("b", "me", 6, own));
        var question = new SeriesQuery
        {
            Range = TimeRange.Create(TestEvents.Start, TestEvents.Start.AddDays(1)).Value,
            Measure = new Measure(new(["a"]), Aggregation.Count),
        };

        Assert.Equal(new ExcludedEvents(2, 2, 3), await MeasureAsync(question, _others));
        Assert.Equal(new ExcludedEvents(2, 2, 0), await MeasureAsync(question, null));
        Assert.Equal(new ExcludedEvents(2, 0, 4), await MeasureAsync(question with { IncludeBots = true }, _others));
        await running.AppendAsync(tenant, TestEvents.Event("a", "y", -9));
        Assert.Equal(new ExcludedEvents(2, 2, 3), await MeasureAsync(question, _others));

        async Task<ExcludedEvents> MeasureAsync(SeriesQuery asked, EventFilter? ofOthers) =>
            (await new MeasureExcluded(running.Engine).ExecuteAsync(tenant, asked, watermark: 8, ofOthers, CancellationToken.None)).Value;
    }
}
