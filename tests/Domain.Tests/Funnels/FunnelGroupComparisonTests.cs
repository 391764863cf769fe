using Analytics.Domain.Funnels;
using Analytics.Domain.Statistics;
using Analytics.Domain.Tests.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Funnels;

/// <summary>Groups of a funnel beside each other.</summary>
public sealed class FunnelGroupComparisonTests
{
    private readonly ShopFixture _shop = new();

    private static readonly FunnelDefinition _funnel = new()
    {
        Range = Days("2024-01-01", "2024-02-01"),
        Steps = [new(null, ["view"], null), new(null, ["cart"], null), new(null, ["buy"], null)],
        Breakdown = new FunnelBreakdown("country"),
    };

    [Fact]
    public async Task Difference_has_the_interval_of_the_literature()
    {
        // Newcombe (1998): 56 of 70 and 48 of 80 differ by 0.2, from 0.0524 to 0.3339. In Austria three are too few to tell.
        Has("DE", 80, 48);
        Has("FR", 70, 56);
        Has("AT", 3, 1);

        var comparison = FunnelGroupComparison.Of(await AskAsync(_funnel), 2, null).Value;

        Assert.Equal(("DE", 80, 48, 0.6), (comparison.Baseline.Key[0], comparison.Baseline.Entered, comparison.Baseline.Converted, comparison.Baseline.Rate));
        var france = comparison.Groups[0];
        Assert.Equal(("FR", 70, 56, 0.8), (france.Key[0], france.Entered, france.Converted, france.Rate));
        Assert.Equal((0.2, 0.0524, 0.3339), (Math.Round(france.Difference!.Value, 12), Math.Round(france.Lower!.Value, 4), Math.Round(france.Upper!.Value, 4)));
        // X2 = 7.023: chisq.test(matrix(c(56, 14, 48, 32), 2), correct = FALSE).
        Assert.Equal((0.0080, 0.0161, IndependenceTest.ChiSquare), (Math.Round(france.PValue!.Value, 4), Math.Round(france.QValue!.Value, 4), france.Test));
        var austria = comparison.Groups[1];
        Assert.Equal(IndependenceTest.FisherExact, austria.Test);
        Assert.True(austria.Lower < 0 && austria.Upper > 0 && austria.PValue > 0.05);
    }

    [Fact]
    public async Task Any_group_may_be_the_baseline_and_any_step_the_last()
    {
        Has("DE", 20, 10);
        Has("FR", 10, 2);
        var result = await AskAsync(_funnel);

        var comparison = FunnelGroupComparison.Of(result, 2, "FR").Value;

        Assert.Equal(("FR", "DE", 0.3), (comparison.Baseline.Key[0], comparison.Groups[0].Key[0], Math.Round(comparison.Groups[0].Difference!.Value, 12)));
        // All went as far as the cart.
        var carts = FunnelGroupComparison.Of(result, 1, null).Value.Groups[0];
        Assert.Equal((0.0, null, null), (carts.Difference, carts.PValue, carts.Test));
    }

    [Fact]
    public async Task A_group_that_is_not_there_and_attempts_are_refused()
    {
        Has("DE", 2, 1);
        var result = await AskAsync(_funnel);

        Assert.Equal("BASELINE_UNKNOWN", FunnelGroupComparison.Of(result, 2, "XX").Problem?.Code);
        Assert.Equal("BASELINE_UNKNOWN", FunnelGroupComparison.Of(result with { Groups = [] }, 2, null).Problem?.Code);
        Assert.Equal("FUNNEL_COUNT", FunnelGroupComparison.Of(await AskAsync(_funnel with { Count = FunnelCount.Attempts }), 2, null).Problem?.Code);
    }

    private async Task<FunnelResult> AskAsync(FunnelDefinition funnel) => (await _shop.TryAsync(funnel)).Value;

    private void Has(string country, int entered, int converted)
    {
        for (var actor = 0; actor < entered; actor++)
        {
            var id = $"{country}-{actor}";
            _shop.Has(Event("view", "2024-01-01T08:00", id, country: country), Event("cart", "2024-01-01T08:01", id));
            if (actor < converted)
                _shop.Has(Event("buy", "2024-01-01T08:02", id));
        }
    }
}
