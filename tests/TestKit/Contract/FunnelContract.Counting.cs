using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <content>What is counted, and how it is split.</content>
public abstract partial class FunnelContract
{
    [Fact]
    public async Task Attempts_do_not_overlap_and_are_counted_from_the_left()
    {
        await HasAsync(
            Event("a", "x", 0), Event("a", "x", 10), Event("b", "x", 20),     // one, converted after 20
            Event("a", "x", 30),                                             // one, its window ends at 130
            Event("a", "x", 130), Event("a", "x", 131), Event("b", "x", 140),  // one, from 131
            Event("a", "y", 0), Event("b", "y", 1));

        var steps = (await AskAsync(Funnel("a", "b") with { Count = FunnelCount.Attempts })).Steps;

        Assert.Equal([4, 3], steps.Select(step => step.Count));
        Assert.Equal(TimeSpan.FromSeconds(9), steps[1].FromFirst!.Median);    // 20, 9 and 1
    }

    [Fact]
    public async Task Event_that_ends_an_attempt_may_start_the_next()
    {
        await HasAsync(Event("a", "x", 0), Event("a", "x", 10), Event("b", "x", 20), Event("a", "x", 21));

        var attempts = Funnel("a", "b") with { Count = FunnelCount.Attempts };

        Assert.Equal([2, 1], await CountsAsync(attempts));
        Assert.Equal([3, 1], await CountsAsync(attempts with { Order = FunnelOrder.Strict }));
        Assert.Equal([3, 1], await CountsAsync(attempts with { Exclude = [new FunnelExclusion(new EventSelector(["a"]))] }));
    }

    [Fact]
    public async Task Attempt_lasts_no_longer_than_its_next_step_can_come()
    {
        await HasAsync(Event("a", "x", 0), Event("a", "x", 5), Event("a", "x", 5.001), Event("b", "x", 10));

        Assert.Equal([2, 1], await CountsAsync(Funnel("a", "b") with
        {
            Steps = [Step("a"), Step("b") with { Window = TimeSpan.FromSeconds(5) }], Count = FunnelCount.Attempts,
        }));
    }

    [Fact]
    public async Task Attempts_of_other_held_values_do_not_hinder_each_other()
    {
        await HasAsync(
            Event("a", "x", 0, """{"id":1}"""), Event("a", "x", 1, """{"id":2}"""), Event("a", "x", 2, """{"id":1}"""),
            Event("b", "x", 3, """{"id":2}"""), Event("b", "x", 4, """{"id":1}"""), Event("a", "x", 5), Event("a", "x", 6));

        Assert.Equal([4, 2], await CountsAsync(Funnel("a", "b") with { HoldConstant = ["id"], Count = FunnelCount.Attempts }));
    }

    [Fact]
    public async Task Sessions_count_attempts_inside_them_each_once()
    {
        await HasAsync(
            Event("a", "x", 0), Event("a", "x", 1), Event("b", "x", 2),
            Event("a", "y", 0, session: "s1"), Event("b", "y", 1, session: "s2"), Event("a", "y", 2, session: "s2"), Event("b", "y", 3, session: "s1"),
            Event("a", null, 0), Event("b", null, 1),
            Event("a", "z", 0), Event("b", "z", 1_800.001));

        var funnel = Funnel("a", "b") with { Window = TimeSpan.FromHours(1) };

        Assert.Equal([3, 3], await CountsAsync(funnel));
        Assert.Equal([4, 2], await CountsAsync(funnel with { Count = FunnelCount.Sessions }));
    }

    [Fact]
    public async Task Strict_in_a_session_looks_at_the_sessions_events_alone()
    {
        await HasAsync(
            Event("a", "x", 0, session: "s1"), Event("other", "x", 1, session: "s2"), Event("b", "x", 2, session: "s1"));

        var funnel = Funnel("a", "b") with { Order = FunnelOrder.Strict };

        Assert.Equal([1, 0], await CountsAsync(funnel));
        Assert.Equal([1, 1], await CountsAsync(funnel with { Count = FunnelCount.Sessions }));
    }

    [Fact]
    public async Task Groups_make_one_path_of_the_events_of_all_their_actors()
    {
        await HasAsync(
            Event("a", "x", 0, """{"company":"c1"}"""), Event("b", "y", 1, """{"company":"c1"}"""),
            Event("a", "x", 2, """{"company":2}"""), Event("b", null, 3, """{"company":2}"""), Event("a", "z", 4, """{"company":"2"}"""),
            Event("a", "u", 5), Event("b", "u", 6));

        var funnel = Funnel("a", "b") with { Count = FunnelCount.Groups, GroupProperty = "company" };

        Assert.Equal([2, 1], await CountsAsync(funnel));
    }

    [Fact]
    public async Task Breakdown_reads_the_counted_attempt_at_the_step_that_it_names()
    {
        await HasAsync(
            Event("a", "x", 0, """{"k":"p"}"""), Event("b", "x", 1, """{"k":"q"}"""),
            Event("a", "y", 0, """{"k":"p"}"""),
            Event("a", "z", 0, """{"k":"r"}"""), Event("b", "z", 5),
            Event("a", "u", 0), Event("b", "u", 1, """{"k":"q"}"""));

        var funnel = Funnel("a", "b");

        Assert.Equal(
            ["[p] 2 1", "[r] 1 1", "[null] 1 1"], Rows(await AskAsync(funnel with { Breakdown = new("k") })));
        Assert.Equal(
            ["[q] 2 2", "[null] 2 1"], Rows(await AskAsync(funnel with { Breakdown = new("k", Step: 1) })));
        Assert.Equal(
            ["[q] 2 2", "[p] 1 0", "[null] 1 1"], Rows(await AskAsync(funnel with { Breakdown = new("k", Step: null) })));
    }

    [Fact]
    public async Task Breakdown_shows_the_groups_with_most_entries_and_takes_the_rest_together()
    {
        await HasAsync(
            Event("a", "x", 0, """{"k":"p"}"""), Event("b", "x", 10), Event("a", "y", 0, """{"k":"p"}"""),
            Event("a", "z", 0, """{"k":"q"}"""), Event("b", "z", 3), Event("a", "u", 0, """{"k":"r"}"""), Event("b", "u", 5),
            Event("a", "v", 0));

        var answer = await AskAsync(Funnel("a", "b") with { Breakdown = new("k", Limit: 1) });

        Assert.Equal(["[p] 2 1", "[null] 1 0"], Rows(answer));
        Assert.Equal([2, 2], answer.Other!.Value.Select(step => step.Count));
        Assert.Equal(TimeSpan.FromSeconds(4), answer.Other.Value[1].FromFirst!.Median);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Steps[1].FromFirst!.Median);
        Assert.Null(answer.Groups[1].Steps[1].FromFirst);
    }

    [Fact]
    public async Task Trend_puts_each_counted_attempt_where_it_started()
    {
        const double day = 86_400;
        await HasAsync(
            Event("a", "x", 0.5 * day), Event("b", "x", 1.5 * day), Event("a", "y", 0.9 * day),
            Event("a", "z", 0.1 * day), Event("a", "z", 2.1 * day), Event("b", "z", 2.2 * day));

        var funnel = Funnel("a", "b") with { Range = Days(0, 3), Window = TimeSpan.FromDays(1), Trend = Interval.Day };

        Assert.Equal(
            [new(Start, 2, 1), new(Start.AddDays(1), 0, 0), new(Start.AddDays(2), 1, 1)], (await AskAsync(funnel)).Trend);
        Assert.Equal(
            [new(Start, 3, 1), new(Start.AddDays(1), 0, 0), new(Start.AddDays(2), 1, 1)],
            (await AskAsync(funnel with { Count = FunnelCount.Attempts })).Trend);
    }

    [Fact]
    public async Task Trend_follows_the_local_calendar()
    {
        // 31 March 2024 has 23 hours in Berlin: it ends at 22:00 UTC.
        var calendar = In("Europe/Berlin");
        var from = LocalCalendar.StartOfDay(new DateOnly(2024, 3, 31), calendar.Zone);
        var second = (from - Start).TotalSeconds;
        await HasAsync(
            Event("a", "x", second), Event("a", "y", second + (23 * 3_600) - 0.001), Event("a", "z", second + (23 * 3_600)));

        var answer = await AskAsync(Funnel("a", "b") with
        {
            Range = TimeRange.Create(from, from.AddHours(47)).Value, Calendar = calendar, Trend = Interval.Day,
        });

        Assert.Equal([2, 1], answer.Trend.Select(bucket => bucket.Entered));
        Assert.Equal(from.AddHours(23), answer.Trend[1].At);
    }

    [Fact]
    public async Task Late_event_changes_every_option_where_it_happened()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "x", 9));
        await HasAsync(Event("c", "x", 12));
        await HasAsync(Event("out", "x", 5));

        Assert.Equal([1, 1, 1], await CountsAsync(Funnel("a", "b", "c")));
        Assert.Equal([1, 0, 0], await CountsAsync(Funnel("a", "b", "c") with { Order = FunnelOrder.Strict }));
        Assert.Equal([1, 0, 0], await CountsAsync(Excluding(new FunnelExclusion(new EventSelector(["out"])))));
    }

    private static IEnumerable<string> Rows(FunnelAnswer answer) =>
        answer.Groups.Select(group => $"{group.Key} {string.Join(' ', group.Steps.Select(step => step.Count))}");
}
