using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about the options of funnels.</summary>
public abstract partial class FunnelContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Strict_step_is_the_very_next_event_of_any_name()
    {
        await HasAsync(
            Event("a", "x", 1), Event("b", "x", 2),
            Event("a", "y", 1), Event("other", "y", 2), Event("b", "y", 3),
            Event("a", "z", 1), Event("a", "z", 2), Event("b", "z", 3),
            Event("a", "u", 1), Event("other", null, 2), Event("other", "x", 2.5), Event("b", "u", 3));

        Assert.Equal([4, 3], await CountsAsync(Funnel("a", "b") with { Order = FunnelOrder.Strict }));
    }

    [Fact]
    public async Task Strict_step_is_not_passed_over_by_a_condition()
    {
        await HasAsync(
            Event("a", "x", 1, """{"web":true}"""), Event("other", "x", 2), Event("b", "x", 3, """{"web":true}"""),
            Event("a", "y", 1, """{"web":true}"""), Event("b", "y", 2), Event("b", "y", 3, """{"web":true}"""));

        var funnel = Funnel("a", "b") with { Filter = Is("web", new PropertyValue.Boolean(true)) };

        Assert.Equal([2, 2], await CountsAsync(funnel));
        Assert.Equal([2, 0], await CountsAsync(funnel with { Order = FunnelOrder.Strict }));
    }

    [Fact]
    public async Task Strict_optional_step_may_be_the_next_event_or_be_missing()
    {
        await HasAsync(
            Event("a", "x", 1), Event("b", "x", 2), Event("c", "x", 3),
            Event("a", "y", 1), Event("c", "y", 2),
            Event("a", "z", 1), Event("other", "z", 2), Event("c", "z", 3));

        Assert.Equal([3, 1, 2], await CountsAsync(Optional() with { Order = FunnelOrder.Strict }));
    }

    [Fact]
    public async Task Any_order_counts_distinct_steps_within_one_window()
    {
        await HasAsync(
            Event("c", "x", 1), Event("a", "x", 2), Event("b", "x", 3),
            Event("b", "y", 1), Event("b", "y", 2), Event("a", "y", 3),
            Event("c", "z", 1), Event("a", "z", 102), Event("b", "z", 103),
            Event("a", "u", 1), Event("other", "u", 2));

        var steps = (await AskAsync(Funnel("a", "b", "c") with { Order = FunnelOrder.Unordered })).Steps;

        Assert.Equal([4, 3, 1], steps.Select(step => step.Count));
        Assert.Equal(TimeSpan.FromSeconds(1), steps[1].FromFirst!.Median);    // 1, 2 and 1 seconds
        Assert.Equal(TimeSpan.FromSeconds(2), steps[2].FromFirst!.Median);
    }

    [Fact]
    public async Task Any_order_takes_the_lowest_step_that_is_free_and_no_event_twice()
    {
        await HasAsync(Event("a", "x", 1), Event("a", "x", 2), Event("b", "x", 3), Event("a", "y", 1), Event("b", "y", 2));

        Assert.Equal([2, 2, 1], await CountsAsync(Funnel("a", "a", "b") with { Order = FunnelOrder.Unordered }));
    }

    [Fact]
    public async Task Optional_step_is_counted_when_done_and_skipped_when_not()
    {
        await HasAsync(
            Event("a", "x", 0), Event("b", "x", 4), Event("c", "x", 10),
            Event("a", "y", 0), Event("c", "y", 20),
            Event("a", "z", 0), Event("c", "z", 30), Event("b", "z", 31),
            Event("a", "u", 0), Event("b", "u", 8));

        var steps = (await AskAsync(Optional())).Steps;

        Assert.Equal([4, 2, 3], steps.Select(step => step.Count));
        Assert.Equal(TimeSpan.FromSeconds(6), steps[1].FromFirst!.Median);        // 4 and 8
        Assert.Equal(TimeSpan.FromSeconds(20), steps[2].FromPrevious!.Median);    // 6, 20 and 30
    }

    [Fact]
    public async Task Event_of_an_optional_and_the_next_step_takes_the_optional_one()
    {
        await HasAsync(Event("a", "x", 0), Event("b", "x", 1), Event("a", "y", 0), Event("b", "y", 1), Event("b", "y", 2));

        Assert.Equal([2, 2, 1], await CountsAsync(Funnel("a", "b", "b") with
        {
            Steps = [Step("a"), Step("b") with { Optional = true }, Step("b")],
        }));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(5.001, 0)]
    public async Task Step_has_a_window_of_its_own_from_the_step_before(double second, int reached)
    {
        await HasAsync(Event("a", "x", -10), Event("b", "x", 0), Event("c", "x", second), Event("c", "x", 6));

        var funnel = Funnel("a", "b", "c") with { Range = Seconds(-20, 600) };

        Assert.Equal([1, 1, 1], await CountsAsync(funnel));
        Assert.Equal([1, 1, reached], await CountsAsync(funnel with
        {
            Steps = [Step("a"), Step("b"), Step("c") with { Window = TimeSpan.FromSeconds(5) }],
        }));
    }

    [Fact]
    public async Task Step_that_is_too_late_for_an_optional_one_may_be_the_next()
    {
        await HasAsync(Event("a", "x", 0), Event("b", "x", 6), Event("c", "x", 7));

        Assert.Equal([1, 0, 1, 1], await CountsAsync(Funnel("a", "b", "b", "c") with
        {
            Steps = [Step("a"), Step("b") with { Optional = true, Window = TimeSpan.FromSeconds(5) }, Step("b"), Step("c")],
        }));
    }

    [Fact]
    public async Task Exclusion_ends_an_attempt_and_leaves_what_was_taken()
    {
        await HasAsync(
            Event("a", "x", 1), Event("b", "x", 2), Event("out", "x", 3), Event("c", "x", 4),
            Event("a", "y", 1), Event("out", "y", 2), Event("a", "y", 3), Event("b", "y", 4), Event("c", "y", 5),
            Event("out", "z", 1), Event("a", "z", 2), Event("b", "z", 3), Event("c", "z", 4), Event("out", "z", 5));

        Assert.Equal([3, 3, 2], await CountsAsync(Excluding(new FunnelExclusion(new EventSelector(["out"])))));
    }

    [Fact]
    public async Task Exclusion_counts_between_the_steps_that_it_names()
    {
        await HasAsync(
            Event("a", "x", 1), Event("out", "x", 2), Event("b", "x", 3), Event("c", "x", 4),
            Event("a", "y", 1), Event("b", "y", 2), Event("out", "y", 3), Event("c", "y", 4));

        Assert.Equal([2, 1, 1], await CountsAsync(Excluding(new FunnelExclusion(new EventSelector(["out"]), 0, 1))));
        Assert.Equal([2, 2, 1], await CountsAsync(Excluding(new FunnelExclusion(new EventSelector(["out"]), 1, 2))));
        Assert.Equal([2, 1, 0], await CountsAsync(Excluding(new FunnelExclusion(new EventSelector(["out"]), 0, 2))));
    }

    [Fact]
    public async Task Exclusion_beats_a_step_and_has_conditions_of_its_own()
    {
        await HasAsync(
            Event("a", "x", 1), Event("b", "x", 2, """{"bad":1}"""), Event("b", "x", 3), Event("c", "x", 4),
            Event("a", "y", 1, """{"bad":1}"""), Event("b", "y", 2), Event("c", "y", 3));

        var exclusion = new FunnelExclusion(new EventSelector(["a", "b"], new EventFilter.Exists("bad")));

        Assert.Equal([2, 1, 1], await CountsAsync(Excluding(exclusion)));
    }

    [Fact]
    public async Task Held_value_is_the_same_on_all_steps_as_text()
    {
        await HasAsync(
            Event("a", "x", 1, """{"id":1}"""), Event("b", "x", 2, """{"id":2}"""), Event("b", "x", 3, """{"id":"1"}"""),
            Event("a", "y", 1, """{"id":""}"""), Event("b", "y", 2), Event("a", "y", 3), Event("b", "y", 4),
            Event("a", "z", 1, """{"id":""}"""), Event("b", "z", 2, """{"id":""}"""), Event("c", "z", 3, """{"id":null}"""));

        var funnel = Funnel("a", "b", "c") with { HoldConstant = ["id"] };
        var steps = (await AskAsync(funnel)).Steps;

        Assert.Equal([3, 2, 0], steps.Select(step => step.Count));
        Assert.Equal(TimeSpan.FromSeconds(1.5), steps[1].FromFirst!.Median);
    }

    [Fact]
    public async Task All_held_values_must_be_the_same()
    {
        await HasAsync(
            Event("a", "x", 1, """{"p":1,"q":1}"""), Event("b", "x", 2, """{"p":1,"q":2}"""),
            Event("a", "y", 1, """{"p":1,"q":1}"""), Event("b", "y", 2, """{"p":1,"q":1}"""),
            Event("a", "z", 1, """{"p":1}"""), Event("b", "z", 2, """{"p":1}"""));

        Assert.Equal([3, 1], await CountsAsync(Funnel("a", "b") with { HoldConstant = ["p", "q"] }));
    }

    [Fact]
    public async Task Times_are_left_out_when_they_are_not_wanted()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "x", 2));

        var steps = (await AskAsync(Funnel("a", "b") with { Times = false })).Steps;

        Assert.Equal([1, 1], steps.Select(step => step.Count));
        Assert.All(steps, step => Assert.Null(step.FromFirst ?? step.FromPrevious));
    }

    [Fact]
    public async Task Empty_log_has_a_step_for_each_and_nobody_in_it()
    {
        var answer = await AskAsync(Funnel("a", "b") with { Breakdown = new("k"), Trend = Interval.Hour });

        Assert.Equal([new FunnelStepCount(0, null, null), new FunnelStepCount(0, null, null)], answer.Steps);
        Assert.Empty(answer.Groups);
        Assert.Null(answer.Other);
        Assert.Equal([new FunnelTrendCount(Start, 0, 0)], answer.Trend);
    }

    private async Task<IEnumerable<long>> CountsAsync(FunnelDefinition funnel) =>
        (await AskAsync(funnel)).Steps.Select(step => step.Count);

    private static FunnelDefinition Funnel(params string[] names) => new()
    {
        Steps = [.. names.Select(Step)], Range = TenMinutes, Window = TimeSpan.FromSeconds(100),
    };

    private static FunnelDefinition Optional() => Funnel("a", "b", "c") with
    {
        Steps = [Step("a"), Step("b") with { Optional = true }, Step("c")],
    };

    private static FunnelDefinition Excluding(FunnelExclusion exclusion) => Funnel("a", "b", "c") with { Exclude = [exclusion] };

    private static FunnelStepDefinition Step(string name) => new(null, [name], null);
}
