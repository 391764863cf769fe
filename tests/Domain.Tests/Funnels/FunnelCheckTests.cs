using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Tests.Querying;

namespace Analytics.Domain.Tests.Funnels;

public sealed class FunnelCheckTests
{
    [Theory]
    [InlineData(7, null)]
    [InlineData(0, "FUNNEL_WINDOW steps[1].window")]
    [InlineData(8, "FUNNEL_WINDOW steps[1].window")]
    public void A_step_s_window_lies_within_that_of_the_funnel(int days, string? fault) => Assert.Equal(
        fault,
        Ask.Fault(Ask.Funnel(Ask.Step("view"), Ask.Step("buy") with { Window = TimeSpan.FromDays(days) })));

    [Fact]
    public void The_first_step_is_neither_optional_nor_after_another()
    {
        Assert.Equal(
            "OPTIONS_CONFLICT steps[0].optional",
            Ask.Fault(Ask.Funnel(Ask.Step("view") with { Optional = true }, Ask.Step("buy"))));
        Assert.Equal(
            "OPTIONS_CONFLICT steps[0].window",
            Ask.Fault(Ask.Funnel(Ask.Step("view") with { Window = TimeSpan.FromDays(1) }, Ask.Step("buy"))));
        Assert.Null(Ask.Fault(Ask.Funnel(Ask.Step("view"), Ask.Step("buy") with { Optional = true })));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(0, 2, null)]
    [InlineData(1, 2, null)]
    [InlineData(2, null, "FUNNEL_STEP_UNKNOWN exclude[0].afterStep")]
    [InlineData(-1, null, "FUNNEL_STEP_UNKNOWN exclude[0].afterStep")]
    [InlineData(1, 1, "FUNNEL_STEP_UNKNOWN exclude[0].beforeStep")]
    [InlineData(null, 0, "FUNNEL_STEP_UNKNOWN exclude[0].beforeStep")]
    [InlineData(null, 3, "FUNNEL_STEP_UNKNOWN exclude[0].beforeStep")]
    public void An_exclusion_lies_between_two_steps(int? after, int? before, string? fault) =>
        Assert.Equal(fault, Ask.Fault(Ask.Funnel() with { Exclude = [Ask.Excluding(after, before)] }));

    [Fact]
    public void An_exclusion_names_an_event() => Assert.Equal(
        "EVENTS_COUNT exclude[1].events",
        Ask.Fault(Ask.Funnel() with { Exclude = [Ask.Excluding(), new FunnelExclusion(EventSelector.Any)] }));

    [Fact]
    public void Any_step_of_an_unordered_funnel_may_come_after_another() => Assert.Null(Ask.Fault(
        Ask.Funnel(Ask.Step("view") with { Window = TimeSpan.FromDays(1) }, Ask.Step("buy")) with
        {
            Order = FunnelOrder.Unordered,
        }));

    [Fact]
    public void Up_to_5_properties_are_held_constant()
    {
        Assert.Null(Ask.Fault(Ask.Funnel() with { HoldConstant = ["a", "b", "c", "d", "e"] }));
        Assert.Equal(
            "VALUE_OUT_OF_RANGE holdConstant",
            Ask.Fault(Ask.Funnel() with { HoldConstant = ["a", "b", "c", "d", "e", "f"] }));
        Assert.Equal("NAMED_TWICE holdConstant[1]", Ask.Fault(Ask.Funnel() with { HoldConstant = ["a", "a"] }));
        Assert.Equal(
            "OPTIONS_CONFLICT holdConstant[0]", Ask.Fault(Ask.Funnel() with { HoldConstant = [PropertyRef.EventName] }));
    }

    [Fact]
    public void Groups_are_counted_by_a_property_and_nothing_else_is()
    {
        var groups = Ask.Funnel() with { Count = FunnelCount.Groups };

        Assert.Null(Ask.Fault(groups with { GroupProperty = "company" }));
        Assert.Equal("PROPERTY_REQUIRED groupProperty", Ask.Fault(groups));
        Assert.Equal("OPTIONS_CONFLICT groupProperty", Ask.Fault(Ask.Funnel() with { GroupProperty = "company" }));
    }

    [Fact]
    public void A_breakdown_reads_a_step_of_the_funnel()
    {
        Assert.Null(Ask.Fault(Ask.Funnel() with { Breakdown = new FunnelBreakdown("country", Step: null) }));
        Assert.Equal(
            "FUNNEL_STEP_UNKNOWN breakdown.step",
            Ask.Fault(Ask.Funnel() with { Breakdown = new FunnelBreakdown("country", Step: 3) }));
        Assert.Equal(
            "LIMIT_OUT_OF_RANGE breakdown.limit",
            Ask.Fault(Ask.Funnel() with { Breakdown = new FunnelBreakdown("country", Limit: 0) }));
    }

    [Fact]
    public void A_trend_has_no_more_buckets_than_a_series() => Assert.Equal(
        "TOO_MANY_BUCKETS trend",
        Ask.Fault(Ask.Funnel() with { Trend = Interval.Hour, Range = Ask.Between("2000-01-01", "2010-01-01") }));

    [Fact]
    public void The_place_of_a_fault_leads_to_the_comparison_of_a_step() => Assert.Equal(
        "PROPERTY_REQUIRED steps[1].filter.and[0].property",
        Ask.Fault(Ask.Funnel(
            Ask.Step("view"), Ask.Step("buy") with { Filter = new EventFilter.And([Ask.OfNothing]) })));
}
