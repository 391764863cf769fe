using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about the ids behind the buckets of a series.</summary>
public abstract class SeriesActorsContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly SeriesQuery _query = new()
    {
        Range = Seconds(0, 30), Measure = new Measure(new EventSelector(["a"]), Aggregation.UniqueActors),
        CustomEdges = [Start, Start.AddSeconds(10), Start.AddSeconds(20), Start.AddSeconds(30)],
    };

    [Fact]
    public async Task Each_bucket_has_the_ids_of_its_events_once_and_nobody_is_none()
    {
        await HasAsync(
            Event("a", "y", 1), Event("a", "x", 2), Event("a", "x", 9.999), Event("b", "z", 3), Event("a", null, 4),
            Event("a", "x", 20), Event("a", "z", 30), Event("a", "z", -1));
        await HasAsync(There, Event("a", "stranger", 1));

        Assert.Equal(["0  x y", "2  x"], await CellsAsync(_query));
    }

    [Fact]
    public async Task Ids_are_as_sent_whoever_is_merged_with_whom()
    {
        await HasAsync(Event("a", "device", 1), Event("a", "person", 2), Event("a", "other", 3));
        await HasAsync(Merge("device", "person"));
        await HasAsync(Event("a", "device", 11), Event("a", "other", 12));
        await HasAsync(Merge("person", "other"));

        Assert.Equal(["0  device other person", "1  device other"], await CellsAsync(_query));

        await HasAsync(Split("device"));
        Assert.Equal(["0  device other person", "1  device other"], await CellsAsync(_query));
    }

    [Fact]
    public async Task Robots_and_who_was_erased_are_left_out()
    {
        await HasAsync(
            Event("a", "robot", 1), Event("a", "gone", 2), Event("a", "x", 3), Event("a", "x", 4) with { IsBot = true });
        await HasAsync(Bot("robot"), Erase("gone"));

        Assert.Equal(["0  x"], await CellsAsync(_query));
        Assert.Equal(["0  robot x"], await CellsAsync(_query with { IncludeBots = true }));
    }

    [Fact]
    public async Task Every_group_of_a_breakdown_has_its_own_the_missing_one_too()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"1"}"""), Event("a", "y", 2, """{"k":1}"""), Event("a", "x", 3),
            Event("a", "x", 11, """{"k":"2"}"""), Event("a", "z", 12, """{"k":"2","not":true}"""));

        var query = _query with
        {
            Breakdown = new("k", 1), Filter = new EventFilter.Not(new EventFilter.Exists("not")),
        };

        Assert.Equal(["0 [1] x y", "0 [null] x", "1 [2] x"], await CellsAsync(query));
    }

    private async Task<IEnumerable<string>> CellsAsync(SeriesQuery query) =>
        (await Engine.SeriesActorsAsync(Here, query, CancellationToken.None)).Value.Cells
        .Select(cell => $"{cell.Bucket} {cell.Group} {string.Join(' ', cell.Ids)}");
}
