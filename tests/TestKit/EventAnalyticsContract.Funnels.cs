using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit;

/// <content>Funnels.</content>
public abstract partial class EventAnalyticsContract
{
    [Fact]
    public async Task Funnel_counts_each_actor_once_at_the_furthest_step()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "x", 2), Event("b", "x", 3), Event("c", "x", 5),
            Event("a", "y", 1), Event("c", "y", 2), Event("b", "y", 3),
            Event("b", "z", 1), Event("a", null, 1), Event("b", null, 2));

        var steps = await FunnelAsync(TenMinutes, 100, "a", "b", "c");

        Assert.Equal([2, 2, 1], steps.Select(step => step.Count));
        Assert.Null(steps[0].FromPrevious);
        Assert.Equal(TimeSpan.FromSeconds(4), steps[2].FromFirst!.Median);
        Assert.Equal(TimeSpan.FromSeconds(2), steps[2].FromPrevious!.Median);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(9.999, 0)]
    public async Task Window_includes_its_last_instant(double window, int converted)
    {
        await HasAsync(Event("a", "x", 1), Event("b", "x", 11));

        Assert.Equal(converted, (await FunnelAsync(TenMinutes, window, "a", "b"))[1].Count);
    }

    [Fact]
    public async Task One_event_never_serves_two_steps()
    {
        await HasAsync(Event("a", "x", 1), Event("a", "y", 1), Event("a", "y", 2));

        Assert.Equal([2, 1], (await FunnelAsync(TenMinutes, 100, "a", "a")).Select(step => step.Count));
    }

    [Theory]
    [InlineData(1L, 2L, "p", "q", 1)]      // sequence decides
    [InlineData(2L, 1L, "p", "q", 0)]
    [InlineData(1L, null, "q", "p", 1)]    // a missing sequence is last
    [InlineData(null, 1L, "p", "q", 0)]
    [InlineData(null, null, "p", "q", 1)]  // then the id, by bytes
    [InlineData(7L, 7L, "q", "p", 0)]
    [InlineData(null, null, "Z", "a", 1)]
    public async Task Same_millisecond_is_ordered_by_sequence_then_by_id(
        long? first, long? second, string firstId, string secondId, int converted)
    {
        await HasAsync(
            Event("b", "x", 1, sequence: second, id: secondId), Event("a", "x", 1, sequence: first, id: firstId));

        Assert.Equal(converted, (await FunnelAsync(TenMinutes, 100, "a", "b"))[1].Count);
    }

    [Fact]
    public async Task Later_attempt_wins_when_it_gets_further_and_the_earliest_on_a_tie()
    {
        await HasAsync(
            Event("a", "x", 0), Event("a", "x", 50), Event("b", "x", 60),
            Event("a", "y", 0), Event("a", "y", 5), Event("b", "y", 8));

        var steps = await FunnelAsync(TenMinutes, 20, "a", "b");

        Assert.Equal([2, 2], steps.Select(step => step.Count));
        // x takes 10 seconds from its second attempt, y 8 from its first.
        Assert.Equal(TimeSpan.FromSeconds(9), steps[1].FromFirst!.Mean);
        Assert.Equal(TimeSpan.FromSeconds(9.8), steps[1].FromFirst!.P90);
    }

    [Fact]
    public async Task Next_step_takes_the_earliest_match_and_does_not_go_back()
    {
        await HasAsync(Event("a", "x", 0), Event("b", "x", 1), Event("b", "x", 9), Event("c", "x", 10));

        var steps = await FunnelAsync(TenMinutes, 100, "a", "b", "c");

        Assert.Equal(TimeSpan.FromSeconds(9), steps[2].FromPrevious!.Median);
    }

    [Theory]
    [InlineData(ConversionsAfterRange.Include, 1)]
    [InlineData(ConversionsAfterRange.Exclude, 0)]
    public async Task Steps_after_the_range_count_as_the_question_says(ConversionsAfterRange after, int converted)
    {
        await HasAsync(Event("a", "x", 9), Event("b", "x", 10), Event("a", "y", 10), Event("b", "y", 11));

        var steps = await FunnelAsync(Funnel(Seconds(0, 10), 100, after, null, Step("a"), Step("b")));

        Assert.Equal([1, converted], steps.Select(step => step.Count));
    }

    [Fact]
    public async Task Steps_have_conditions_of_their_own_and_one_for_all()
    {
        await HasAsync(
            Event("a", "x", 1, """{"p":1,"web":true}"""), Event("a", "x", 2, """{"p":2,"web":true}"""),
            Event("a", "y", 1, """{"p":1,"web":true}"""), Event("a", "y", 2, """{"p":2,"web":false}"""));

        var steps = await FunnelAsync(Funnel(
            TenMinutes, 100, ConversionsAfterRange.Include, Is("web", new PropertyValue.Boolean(true)),
            Step("a", Is("p", new PropertyValue.Number(1))), Step("a", Is("p", new PropertyValue.Number(2)))));

        Assert.Equal([2, 1], steps.Select(step => step.Count));
    }

    [Fact]
    public async Task Late_event_is_put_where_it_happened()
    {
        await HasAsync(Event("b", "x", 5));
        await HasAsync(Event("c", "x", 9));
        await HasAsync(Event("a", "x", 1));

        Assert.Equal([1, 1, 1], (await FunnelAsync(TenMinutes, 100, "a", "b", "c")).Select(step => step.Count));
    }

    private async Task<ImmutableArray<FunnelStepCount>> FunnelAsync(FunnelDefinition funnel) =>
        (await Engine.FunnelAsync(Here, funnel, CancellationToken.None)).Value.Steps;

    private Task<ImmutableArray<FunnelStepCount>> FunnelAsync(TimeRange range, double window, params string[] names) =>
        FunnelAsync(Funnel(range, window, ConversionsAfterRange.Include, null, [.. names.Select(name => Step(name))]));

    private static FunnelDefinition Funnel(
        TimeRange range, double window, ConversionsAfterRange after, EventFilter? filter, params FunnelStepDefinition[] steps) =>
        FunnelDefinition.Create(steps, range, TimeSpan.FromMilliseconds(window * 1_000), after, filter).Value;

    private static FunnelStepDefinition Step(string name, EventFilter? filter = null) => new(null, [name], filter);
}
