using System.Globalization;
using Analytics.Domain.Collection;
using Analytics.Domain.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

/// <summary>What holds between figures, on small random shops; the arguments of a failure are its seed.</summary>
public sealed class MetricIdentityTests
{
    public static readonly TheoryData<string, int> Shops = new(
        from metric in "orders orders_all revenue revenue_all refunds net_revenue units_sold".Split(' ')
        from seed in Enumerable.Range(1, 12)
        select (metric, seed));

    [Theory]
    [MemberData(nameof(Shops))]
    public async Task Groups_and_remainder_of_an_additive_metric_sum_to_its_total(string metric, int seed)
    {
        var shop = new ShopFixture();
        shop.Has(Events(new Random(seed)));

        var result = await shop.AskAsync(Ask(metric, "2024-01-03", "2024-01-05") with
        {
            Breakdown = ["country"],
            Limit = 1 + (seed % 4),
            Interval = Interval.Day,
            Compare = Comparison.PreviousPeriod,
        });

        MetricGroup[] parts = [.. result.Groups, .. result.Other is { } other ? [other] : Array.Empty<MetricGroup>()];
        Assert.NotEqual(0, result.Total);
        Assert.Equal(result.Total, parts.Sum(part => part.Total));
        Assert.Equal(result.Previous, parts.Sum(part => part.Previous));
        Assert.Equal(result.Total, result.Series.Sum(point => point.Value));
        Assert.Equal(result.Previous, result.Series.Sum(point => point.Previous));
        for (var i = 0; i < result.Series.Length; i++)
        {
            Assert.Equal(result.Series[i].Value, parts.Sum(part => part.Series[i].Value));
            Assert.Equal(result.Series[i].Previous, parts.Sum(part => part.Series[i].Previous));
        }
    }

    // Four days, so that half of it lies before the range; ties of value and missing countries are common.
    private static IEnumerable<LoggedEvent> Events(Random random)
    {
        for (var i = 0; i < 120; i++)
        {
            var at = At("2024-01-01").AddMinutes(random.Next(4 * 24 * 60)).ToString("s", CultureInfo.InvariantCulture);
            var actor = random.Next(4) == 0 ? null : $"actor-{random.Next(5)}";
            var country = random.Next(5) == 0 ? null : $"C{random.Next(6)}";
            var currency = random.Next(6) switch { 0 => "USD", 1 => null, _ => "EUR" };
            yield return random.Next(4) switch
            {
                0 => Refund(at, actor, random.Next(1, 500) / 100m, country, currency),
                1 => Event("item_sold", at, actor, $"\"quantity\":{random.Next(1, 4)}", country, currency),
                _ => Order(at, actor, random.Next(1, 1_000) / 100m, country, currency),
            };
        }
    }
}
