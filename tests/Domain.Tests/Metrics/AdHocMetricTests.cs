using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Tests.Metrics;

public sealed class AdHocMetricTests
{
    [Theory]
    [InlineData(Aggregation.Count, null, Unit.Count)]
    [InlineData(Aggregation.UniqueActors, null, Unit.Count)]
    [InlineData(Aggregation.UniqueSessions, null, Unit.Count)]
    [InlineData(Aggregation.CountDistinct, "total", Unit.Count)]
    [InlineData(Aggregation.Sum, "total", Unit.Number)]
    [InlineData(Aggregation.Avg, "total", Unit.Number)]
    [InlineData(Aggregation.PerActorAvg, null, Unit.Number)]
    [InlineData(Aggregation.Percentile, "total", Unit.Number, 95)]
    public void It_has_the_unit_of_what_it_computes(
        Aggregation aggregation, string? property, Unit expected, int? percentile = null)
    {
        var metric = AdHocMetric.Create(["a", "b"], aggregation, Named(property), percentile).Value;

        Assert.Equal((expected, 0), (metric.Unit, metric.Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void It_names_1_to_100_events(int count) =>
        Refuses("EVENTS_COUNT", "events", [.. Enumerable.Repeat("a", count)], Aggregation.Count);

    [Fact]
    public void Hundred_events_are_not_too_many() =>
        Assert.True(AdHocMetric.Create([.. Enumerable.Repeat("a", 100)], Aggregation.Count, null).IsSuccess);

    [Fact]
    public void An_event_has_a_name() => Refuses("EVENT_NAME_EMPTY", "events[1]", ["a", ""], Aggregation.Count);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_sum_needs_its_property(string? property) =>
        Refuses("PROPERTY_REQUIRED", "property", ["a"], Aggregation.Sum, property);

    [Theory]
    [InlineData(Aggregation.Count)]
    [InlineData(Aggregation.UniqueActors)]
    [InlineData(Aggregation.UniqueSessions)]
    public void Nothing_else_takes_a_property(Aggregation aggregation) =>
        Refuses("PROPERTY_NOT_USED", "property", ["a"], aggregation, "total");

    private static PropertyRef? Named(string? property) => property is null ? null : new PropertyRef(property);

    private static void Refuses(
        string code, string path, IReadOnlyList<string> events, Aggregation aggregation, string? property = null)
    {
        var problem = AdHocMetric.Create(events, aggregation, Named(property)).Problem;

        Assert.Equal((code, path), (problem?.Code, problem?.Path));
    }
}
