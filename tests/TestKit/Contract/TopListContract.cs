using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about top lists.</summary>
public abstract class TopListContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly Measure _revenue =
        new(new EventSelector(["sold"]), Aggregation.Sum) { Property = "price" };

    private static readonly Measure _buyers = new(new EventSelector(["sold"]), Aggregation.UniqueActors);

    private static readonly Measure _views = new(new EventSelector(["viewed"]), Aggregation.Count);

    [Fact]
    public async Task First_figure_orders_the_groups_and_the_others_stand_beside_it()
    {
        await HasAsync(
            Event("sold", "x", 1, """{"id":"p1","price":10}"""), Event("sold", "x", 2, """{"id":"p1","price":5.5}"""),
            Event("sold", "x", 3, """{"id":"p2","price":20}"""), Event("sold", "y", 4, """{"id":"p2","price":1}"""),
            Event("sold", "z", 5, """{"id":"p3","price":1}"""), Event("sold", null, 6, """{"id":"p4","price":2}"""),
            Event("sold", "z", 7, """{"price":3}"""), Event("sold", "z", 700, """{"id":"p3","price":1000}"""));

        var answer = await TopListAsync(Query(2, _revenue, _buyers));

        Assert.Equal(["p2", "p1", null], answer.Rows.Select(row => row.Key.Only));
        Assert.Equal([21, 2], answer.Rows[0].Values);
        Assert.Equal([15.5m, 1], answer.Rows[1].Values);
        Assert.Equal([3, 1], answer.Rows[2].Values);
        Assert.Equal([3, 1], answer.Other!.Value);       // p3 and p4: the one buyer is z
        Assert.Equal([42.5m, 3], answer.All);
        Assert.Equal(5, answer.GroupCount);
    }

    [Fact]
    public async Task Other_figures_are_computed_over_their_own_events_of_the_same_key()
    {
        await HasAsync(
            Event("sold", "x", 1, """{"id":"p1","price":10}"""), Event("viewed", "x", 2, """{"id":"p1"}"""),
            Event("viewed", "y", 3, """{"id":"p1"}"""), Event("viewed", "y", 4, """{"id":"p2"}"""));

        var answer = await TopListAsync(Query(5, _revenue, _views));

        Assert.Equal([10, 2], Assert.Single(answer.Rows).Values);
        Assert.Null(answer.Other);
        Assert.Equal([10, 3], answer.All);
        Assert.Equal(1, answer.GroupCount);
    }

    [Fact]
    public async Task Ties_go_by_key()
    {
        await HasAsync(
            Event("sold", "x", 1, """{"id":"b","price":1}"""), Event("sold", "x", 2, """{"id":"a","price":1}"""),
            Event("sold", "x", 3, """{"id":"B","price":1}"""), Event("sold", "x", 4, """{"id":"","price":1}"""));

        Assert.Equal(["", "B", "a"], (await TopListAsync(Query(3, _revenue))).Rows.Select(row => row.Key.Only));
    }

    [Fact]
    public async Task Empty_log_has_an_empty_list()
    {
        var answer = await TopListAsync(Query(3, _revenue, _buyers));

        Assert.Empty(answer.Rows);
        Assert.Null(answer.Other);
        Assert.Equal([0, 0], answer.All);
    }

    [Fact]
    public async Task Groups_of_two_dimensions_that_are_asked_for_come_in_their_order()
    {
        await HasAsync(
            Event("sold", "x", 1, """{"id":"a","price":1,"c":"DE"}"""), Event("sold", "x", 2, """{"id":"a","price":2}"""),
            Event("sold", "x", 3, """{"id":"b","price":3,"c":"DE"}"""));

        var answer = await TopListAsync(Query(3, _revenue) with
        {
            Breakdown = new SeriesBreakdown(["id", "c"], 1, [new GroupKey(["a", null]), new GroupKey(["a", "DE"]), new GroupKey(["c", "DE"])]),
        });

        Assert.Equal([2, 1, 0], answer.Rows.Select(row => row.Values[0]));
        Assert.Equal([3], answer.Other!.Value);
    }

    private static TopListQuery Query(int limit, params Measure[] measures) => new()
    {
        Range = TenMinutes, Breakdown = new("id", limit), Measures = [.. measures],
    };
}
