using Analytics.Domain.Funnels;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.Domain.Tests.Metrics;
using Analytics.TestKit;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Funnels;

/// <summary>What holds between a funnel and a series of the same events, on small random logs.</summary>
public sealed class FunnelIdentityTests
{
    private static readonly RequestedRange Range =
        new RequestedRange.Instants(TestEvents.Start.AddSeconds(60), TestEvents.Start.AddSeconds(240));

    public static readonly TheoryData<int> Seeds = [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task As_many_enter_a_funnel_as_the_actors_of_its_first_step(int seed)
    {
        var shop = new ShopFixture();
        shop.Has(new RandomEvents(seed).Take(150, seconds: 300));
        var filter = seed % 2 == 0 ? Where("color", "color-1") : null;
        FunnelStepDefinition[] steps = [new(null, ["name-0", "name-1"], null), new(null, ["name-2"], null)];
        var actors = AdHocMetric.Create(["name-0", "name-1"], Aggregation.UniqueActors, null).Value;

        var funnel = await shop.TryAsync(new FunnelDefinition
        {
            Steps = [.. steps],
            Range = Range.Resolve(TestEvents.Start, TimeZoneInfo.Utc, DayOfWeek.Monday).Value,
            Filter = filter,
        });
        var metric = await shop.AskAsync(new MetricQuestion(actors, Range) { Filter = filter });

        Assert.NotEqual(0, metric.Total);
        Assert.Equal(metric.Total, funnel.Value.Steps[0].Count);
        Assert.InRange(funnel.Value.Steps[1].Count, 0, funnel.Value.Steps[0].Count);
    }
}
