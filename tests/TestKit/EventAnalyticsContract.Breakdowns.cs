using Analytics.Domain.Querying;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit;

/// <content>Breakdowns.</content>
public abstract partial class EventAnalyticsContract
{
    [Fact]
    public async Task Breakdown_shows_the_highest_groups_and_the_missing_value_apart()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"one"}"""),
            Event("a", "x", 2, """{"k":"two"}"""),
            Event("a", "y", 3, """{"k":"two"}"""),
            Event("a", "z", 4, """{"k":"three"}"""),
            Event("a", "z", 5, """{"k":null}"""),
            Event("a", "z", 6),
            Event("a", "z", 7, """{"k":""}"""));

        var answer = await SeriesAsync(Query(Aggregation.Count, TenMinutes, breakdown: new("k", 2)));

        Assert.Equal(["two", "", null], answer.Groups.Select(group => group.Key.Only));
        Assert.Equal([2, 1, 2], answer.Groups.Select(group => group.Values.Total));
        Assert.Equal(2, answer.Other!.Total);
        Assert.Equal(5, answer.GroupCount);
    }

    [Fact]
    public async Task Remainder_of_distinct_figures_is_counted_not_added()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"top"}"""),
            Event("a", "y", 2, """{"k":"top"}"""),
            Event("a", "x", 3, """{"k":"b"}"""),
            Event("a", "x", 4, """{"k":"c"}"""));

        var answer = await SeriesAsync(Query(Aggregation.UniqueActors, TenMinutes, breakdown: new("k", 1)));

        Assert.Equal(2, Assert.Single(answer.Groups).Values.Total);
        Assert.Equal(1, answer.Other!.Total);
        Assert.Equal(2, answer.All.Total);
    }

    [Fact]
    public async Task Keys_that_are_asked_for_are_answered_in_their_order()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"one"}"""), Event("a", "x", 2, """{"k":2.50}"""), Event("a", "x", 3));

        var answer = await SeriesAsync(
            Query(Aggregation.Count, TenMinutes, breakdown: new("k", 1, ["none", "2.5", "one"])));

        Assert.Equal(["none", "2.5", "one"], answer.Groups.Select(group => group.Key.Only));
        Assert.Equal([0, 1, 1], answer.Groups.Select(group => group.Values.Total));
        Assert.Equal(1, answer.Other!.Total);
    }

    [Fact]
    public async Task Nothing_remains_when_every_group_is_shown()
    {
        await HasAsync(Event("a", "x", 1, """{"k":true}"""), Event("a", "x", 2, """{"k":"true"}"""));

        var answer = await SeriesAsync(Query(Aggregation.Count, TenMinutes, breakdown: new("k", 10)));

        Assert.Equal(("true", 2), (Assert.Single(answer.Groups).Key.Only, answer.Groups[0].Values.Total));
        Assert.Null(answer.Other);
    }
}
