using Analytics.Domain.Funnels;
using Analytics.Domain.Tests.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Funnels;

public sealed class RunFunnelTests
{
    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task Each_step_tells_who_came_and_who_was_lost()
    {
        _shop.Has(
            Event("view", "2024-01-01T08:00", "ann"),
            Event("cart", "2024-01-01T08:10", "ann"),
            Event("buy", "2024-01-01T08:40", "ann"),
            Event("view", "2024-01-01T09:00", "bob"),
            Event("add", "2024-01-01T09:20", "bob"),
            Event("view", "2024-01-01T10:00", "cyd"),
            Event("view", "2024-01-01T11:00", "dan"),
            Event("view", "2024-01-01T12:00", null));

        var steps = await StepsAsync(
            Funnel(Step("view"), new(null, ["cart", "add"], null), new("paid", ["buy"], null)));

        Assert.Equal(
            [
                new FunnelStep("view", 4, 1, null, 0, null, null),
                new FunnelStep("cart or add", 2, 0.5, 0.5, 2, Took(15, 15, 19), Took(15, 15, 19)),
                new FunnelStep("paid", 1, 0.25, 0.5, 1, Took(30, 30, 30), Took(40, 40, 40)),
            ],
            steps);
    }

    [Fact]
    public async Task Shares_of_nobody_are_unknown()
    {
        _shop.Has(Event("buy", "2024-01-01T08:00", "ann"));

        var steps = await StepsAsync(Funnel(Step("view"), Step("buy")));

        Assert.Equal(
            [new FunnelStep("view", 0, null, null, 0, null, null), new FunnelStep("buy", 0, null, null, 0, null, null)],
            steps);
    }

    [Theory]
    [InlineData(ConversionsAfterRange.Include, 1)]
    [InlineData(ConversionsAfterRange.Exclude, 0)]
    public async Task A_step_after_the_range_counts_unless_it_is_left_out(ConversionsAfterRange after, int expected)
    {
        _shop.Has(Event("view", "2024-01-01T23:00", "ann"), Event("buy", "2024-01-02T00:00", "ann"));

        var steps = await StepsAsync(Funnel(Step("view"), Step("buy")) with { ConversionsAfterRange = after });

        Assert.Equal(expected, steps[1].Count);
    }

    [Theory]
    [InlineData("2024-01-08T08:00:00", 1)]
    [InlineData("2024-01-08T08:00:01", 0)]
    public async Task The_window_is_seven_days_with_its_last_instant(string bought, int expected)
    {
        _shop.Has(Event("view", "2024-01-01T08:00", "ann"), Event("buy", bought, "ann"));

        Assert.Equal(expected, (await StepsAsync(Funnel(Step("view"), Step("buy"))))[1].Count);
    }

    [Fact]
    public async Task The_filter_of_the_funnel_holds_beside_that_of_a_step()
    {
        _shop.Has(
            Event("view", "2024-01-01T08:00", "ann", country: "DE"),
            Event("buy", "2024-01-01T09:00", "ann", country: "FR"),
            Event("view", "2024-01-01T08:00", "bob", country: "DE"),
            Event("buy", "2024-01-01T09:00", "bob", country: "DE", currency: "USD"),
            Event("view", "2024-01-01T08:00", "cyd", country: "DE"),
            Event("buy", "2024-01-01T09:00", "cyd", country: "DE", currency: "EUR"));
        var inEuros = new FunnelStepDefinition(null, ["buy"], Where("currency", "EUR"));

        var steps = await StepsAsync(Funnel(Step("view"), inEuros) with { Filter = Where("country", "DE") });

        Assert.Equal([3, 1], steps.Select(step => step.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    public Task A_funnel_has_2_to_20_steps(int count) =>
        RefusesAsync(
            "FUNNEL_STEP_COUNT", "steps", Funnel([.. Enumerable.Range(0, count).Select(_ => Step("view"))]));

    [Fact]
    public Task A_step_names_an_event() =>
        RefusesAsync(
            "FUNNEL_STEP_EVENTS", "steps[1].events", Funnel(Step("view"), new("buy", [], null)));

    [Fact]
    public Task An_event_of_a_step_has_a_name() =>
        RefusesAsync(
            "FUNNEL_STEP_EVENTS", "steps[2].events", Funnel(Step("view"), Step("cart"), Step("")));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(367)]
    public Task A_window_is_longer_than_nothing_and_not_longer_than_a_leap_year(int days) =>
        RefusesAsync(
            "FUNNEL_WINDOW",
            "window",
            Funnel(Step("view"), Step("buy")) with { Window = TimeSpan.FromDays(days) });

    [Fact]
    public async Task A_position_that_the_engine_does_not_see_in_time_is_told()
    {
        var funnel = Funnel(Step("view"), Step("buy"));
        _shop.Has(Event("view", "2024-01-01T08:00", "ann"));

        Assert.Equal(1, (await _shop.TryAsync(funnel, atLeast: 1)).Value.Steps[0].Count);
        Assert.Equal("NOT_YET_VISIBLE", (await _shop.TryAsync(funnel, atLeast: 2)).Problem?.Code);
    }

    [Fact]
    public async Task Groups_have_steps_and_rates_of_their_own()
    {
        _shop.Has(
            Event("view", "2024-01-01T08:00", "ann", country: "DE"),
            Event("buy", "2024-01-01T09:00", "ann"),
            Event("view", "2024-01-01T08:00", "bob", country: "DE"),
            Event("view", "2024-01-01T08:00", "cyd", country: "FR"),
            Event("view", "2024-01-01T08:00", "dan"));

        var result = (await _shop.TryAsync(Funnel(Step("view"), Step("buy")) with
        {
            Breakdown = new FunnelBreakdown("country", Limit: 1),
        })).Value;

        Assert.Equal(["DE", null], result.Groups.Select(group => group.Key.Single()));
        Assert.Equal((2, 1, 0.5), (result.Groups[0].Steps[0].Count, result.Groups[0].Steps[1].Count, result.Groups[0].Steps[1].FromFirst));
        Assert.Equal(1, result.Other!.Steps[0].Count);
    }

    [Fact]
    public async Task A_point_of_the_trend_is_complete_when_its_attempts_had_their_time()
    {
        var shop = new ShopFixture { Now = At("2024-01-09T12:00") };
        shop.Has(
            Event("view", "2024-01-01T08:00", "ann"), Event("buy", "2024-01-03T08:00", "ann"),
            Event("view", "2024-01-02T08:00", "bob"));
        var funnel = Funnel(Step("view"), Step("buy")) with { Range = Days("2024-01-01", "2024-01-04"), Trend = Interval.Day };

        var trend = (await shop.TryAsync(funnel)).Value.Trend;

        // Seven days to convert: those of the first day had them until the ninth, midnight.
        Assert.Equal(
            [
                new FunnelPoint(At("2024-01-01T00:00"), 1, 1, 1, true),
                new FunnelPoint(At("2024-01-02T00:00"), 1, 0, 0, false),
                new FunnelPoint(At("2024-01-03T00:00"), 0, 0, null, false),
            ],
            trend);
    }

    [Fact]
    public async Task Nobody_is_lost_at_an_optional_step()
    {
        _shop.Has(
            Event("view", "2024-01-01T08:00", "ann"), Event("coupon", "2024-01-01T08:10", "ann"),
            Event("buy", "2024-01-01T09:00", "ann"),
            Event("view", "2024-01-01T08:00", "bob"), Event("buy", "2024-01-01T09:00", "bob"));

        var steps = await StepsAsync(Funnel(Step("view"), Step("coupon") with { Optional = true }, Step("buy")));

        Assert.Equal([2, 1, 2], steps.Select(step => step.Count));
        Assert.Equal((1, 0L), (steps[2].FromPrevious!.Value, steps[2].DroppedOff));
    }

    private async Task<IReadOnlyList<FunnelStep>> StepsAsync(FunnelDefinition question) =>
        (await _shop.TryAsync(question)).Value.Steps;

    private async Task RefusesAsync(string code, string path, FunnelDefinition question)
    {
        var problem = (await _shop.TryAsync(question)).Problem;

        Assert.Equal((code, path), (problem?.Code, problem?.Path));
    }

    private static FunnelDefinition Funnel(params FunnelStepDefinition[] steps) =>
        new() { Steps = [.. steps], Range = Days("2024-01-01", "2024-01-02") };

    private static FunnelStepDefinition Step(string name) => new(null, [name], null);

    private static Times Took(double median, double mean, double p90) =>
        new(TimeSpan.FromMinutes(median), TimeSpan.FromMinutes(mean), TimeSpan.FromMinutes(p90));
}
