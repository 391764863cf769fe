using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about events that are called otherwise than they were sent.</summary>
public abstract class RenameContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Renamed_event_counts_under_its_new_name_for_past_and_future()
    {
        await HasAsync(Event("old", "x", 1), Event("new", "y", 2), Event("other", "x", 3));
        await HasAsync(Rename("old", "new"));
        Assert.Equal(["new 2", "other 1"], await NamesAsync());

        await HasAsync(Event("old", "z", 4));
        Assert.Equal(["new 3", "other 1"], await NamesAsync());
        Assert.Equal((3, 3), await CountAsync("new"));
    }

    [Fact]
    public async Task Question_that_names_the_old_one_means_the_new_one()
    {
        await HasAsync(Event("old", "x", 1), Event("new", "y", 2), Rename("old", "new"));

        Assert.Equal((2, 2), await CountAsync("old"));
        Assert.Equal((2, 2), await CountAsync("old", "new"));
    }

    [Fact]
    public async Task Rename_that_is_taken_back_leaves_everything_as_it_was()
    {
        await HasAsync(Event("old", "x", 1), Event("new", "y", 2));
        var before = await NamesAsync();
        await HasAsync(Rename("old", "new"));
        await HasAsync(Rename("old", null));

        Assert.Equal(before, await NamesAsync());
        Assert.Equal((1, 1), await CountAsync("old"));
    }

    [Fact]
    public async Task New_name_may_be_one_that_was_never_sent_and_the_last_rename_holds()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "y", 2), Rename("a", "fresh"));
        Assert.Equal((1, 1), await CountAsync("fresh"));

        await HasAsync(Rename("a", "b"), Rename("b", "fresh"));
        Assert.Equal(["b 1", "fresh 1"], await NamesAsync());
    }

    [Fact]
    public async Task Breakdown_by_name_has_one_group_for_both()
    {
        await HasAsync(Event("old", "x", 1), Event("new", "y", 2), Event("other", null, 2), Rename("old", "new"));

        var series = await SeriesAsync(new SeriesQuery
        {
            Range = TenMinutes, Measure = new Measure(EventSelector.Any, Aggregation.Count),
            Breakdown = new SeriesBreakdown(PropertyRef.EventName, 5),
        });

        Assert.Equal(["new 2", "other 1"], series.Groups.Select(group => $"{group.Key.Only} {group.Values.Total}"));
    }

    [Fact]
    public async Task Funnel_retention_and_cohort_follow_the_name()
    {
        await HasAsync(Event("old", "x", 1), Event("done", "x", 2), Event("new", "y", 1), Event("done", "y", 2), Rename("old", "new"));

        var funnel = await AskAsync(new FunnelDefinition
        {
            Steps = [new(null, ["new"], null), new(null, ["done"], null)], Range = TenMinutes, Order = FunnelOrder.Strict,
        });
        var retention = await AskAsync(new RetentionQuery { Range = TenMinutes, Start = new EventSelector(["new"]), Return = new EventSelector(["old"]) });
        var cohort = await MembersAsync(new CohortCriteria.Did(new EventSelector(["new"]), CountComparison.AtLeast, 1));

        Assert.Equal([2, 2], funnel.Steps.Select(step => step.Count));
        Assert.Equal(2, retention.Cohorts.Sum(cohort => cohort.Size));
        Assert.Equal(["x", "y"], cohort);
    }

    private async Task<List<string>> NamesAsync() =>
        [.. (await Engine.EventNamesAsync(Here, CancellationToken.None)).Names.Select(name => $"{name.Name} {name.Count}")];

    private async Task<(decimal? Events, decimal? Actors)> CountAsync(params string[] names) => (
        (await SeriesAsync(Query(Aggregation.Count, names))).All.Total,
        (await SeriesAsync(Query(Aggregation.UniqueActors, names))).All.Total);

    private static SeriesQuery Query(Aggregation aggregation, string[] names) => new()
    {
        Range = TenMinutes, Measure = new Measure(new EventSelector([.. names]), aggregation),
    };
}
