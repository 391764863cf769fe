using Analytics.Domain.Cohorts;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

/// <summary>Cohorts beside each other on one metric.</summary>
public sealed class MetricSegmentTests
{
    private static readonly AskedSegment _often = new(
        "often", new CohortCriteria.Did(new EventSelector(["order_placed"]), CountComparison.AtLeast, 2, null));

    private static readonly AskedSegment _named = new("named", new CohortCriteria.Members(["ann", "cyd"]));

    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task Members_count_in_each_of_their_segments_and_the_total_stays_that_of_all()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 10), Order("2024-01-02T08:00", "ann", 20), Order("2024-01-02T09:00", "bob", 5),
            Order("2024-01-03T08:00", "bob", 1), Order("2024-01-03T09:00", "cyd", 100), Order("2024-01-03T10:00", "dan", 7));

        var result = await _shop.AskAsync(
            Ask("revenue", "2024-01-01", "2024-01-04") with { Interval = Interval.Day, Segments = [_named, _often] });

        Assert.Equal(143, result.Total);
        Assert.Equal([("named", 130m), ("often", 36m)], result.Segments.Select(segment => (segment.Name, segment.Figures.Total!.Value)));
        Assert.Equal([10, 25, 1], result.Segments[1].Figures.Series.Select(point => point.Value));
        Assert.All(result.Segments, segment => Assert.Empty(segment.Figures.Segments));
    }

    [Fact]
    public async Task Segments_lie_inside_the_cohort_of_the_question_and_each_has_groups_of_its_own()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 10, country: "DE"), Order("2024-01-02T08:00", "ann", 20, country: "FR"),
            Order("2024-01-02T09:00", "bob", 5, country: "DE"), Order("2024-01-03T08:00", "bob", 1, country: "DE"));

        var result = await _shop.AskAsync(Ask("customers", "2024-01-01", "2024-01-04") with
        {
            Segments = [_often, _named], Cohort = new CohortCriteria.Members(["bob", "cyd"]), Breakdown = ["country"],
        });

        Assert.Equal([1m, 0m], result.Segments.Select(segment => segment.Figures.Total));
        Assert.Equal("DE", Assert.Single(result.Segments[0].Figures.Groups).Key.Single());
        Assert.Empty(result.Segments[1].Figures.Groups);
    }

    [Fact]
    public async Task Segments_have_names_of_their_own_and_criteria_in_order()
    {
        Assert.Equal(("NAMED_TWICE", "segments[1]"), await FaultAsync(_often, _often));
        Assert.Equal(("VALUE_OUT_OF_RANGE", "segments[0].name"), await FaultAsync(_often with { Name = "" }));
        Assert.Equal(
            ("VALUE_OUT_OF_RANGE", "segments"),
            await FaultAsync([.. Enumerable.Range(0, 21).Select(one => _often with { Name = $"segment-{one}" })]));
        Assert.Equal(
            ("EVENT_NAME_EMPTY", "segments[1].cohortCriteria.did.events[0]"),
            await FaultAsync(_named, new AskedSegment("bad", new CohortCriteria.Did(new EventSelector([""]), CountComparison.AtLeast, 1, null))));
    }

    private async Task<(string, string?)> FaultAsync(params AskedSegment[] segments)
    {
        var problem = (await _shop.TryAsync(Ask("orders", "2024-01-01", "2024-01-04") with { Segments = [.. segments] })).Problem!;
        return (problem.Code, problem.Path);
    }
}
