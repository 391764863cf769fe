using Analytics.Columnar.Segments;
using Analytics.Columnar.Tests.Shards;

namespace Analytics.Columnar.Tests.Segments;

/// <summary>One segment in place of several says the same.</summary>
public sealed class SegmentMergeTests
{
    public static TheoryData<int, int, int> Stores => RandomStore.Sizes;

    [Theory]
    [MemberData(nameof(Stores))]
    public void Merged_segments_hold_the_same_rows(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);
        var rows = store.Rows();

        if (segments > 2)
            store.Merge(1..^1);
        ShardAssert.Actors(store, rows, includeBots: true);
        store.Merge(..);

        ShardAssert.Actors(store, rows, includeBots: true);
        ShardAssert.Rows(store, rows, includeBots: true);
        ShardAssert.Rows(store, [.. rows.Where(row => !row.IsBot)], includeBots: false);
        AssertColdColumns(store, rows);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void Merging_folds_in_what_moved_and_drops_what_was_erased(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);
        var rows = store.MoveAndErase(1 + actors / 3);

        store.Merge(..);

        Assert.True(store.Snapshot.Overlay.IsEmpty);
        Assert.Equal(rows.Count, store.Snapshot.Rows);
        ShardAssert.Actors(store, rows, includeBots: true);
        ShardAssert.Rows(store, [.. rows.Where(row => !row.IsBot)], includeBots: false);
        AssertColdColumns(store, rows);
    }

    private static void AssertColdColumns(RandomStore store, List<KnownRow> rows)
    {
        var segment = store.Snapshot.Segments.Single();
        var byPosition = rows.ToDictionary(row => row.Event.Position);
        for (var row = 0; row < segment.Rows; row++)
        {
            var known = byPosition[segment.After + segment.Positions[row]];
            Assert.Equal(known.Event.EventId, System.Text.Encoding.UTF8.GetString(segment.EventIds[row]));
            Assert.Equal(known.Event.Sequence, segment.Sequence(row));
            Assert.Equal(known.Actor, segment.ActorOf(row));
            Assert.Equal(known.Event.IsBot, segment.IsBotEvent(row));
            Assert.Equal(known.IsBot, row >= segment.PeopleRows);
        }
        var names = store.Snapshot.Dictionary(DictionaryId.Names);
        Assert.Equal(
            rows.GroupBy(row => (row.Event.Name, row.IsBot))
                .Select(group => (group.Key.Name, group.Key.IsBot, (long)group.Count(),
                    group.Min(row => row.Event.OccurredAt.ToUnixTimeMilliseconds()),
                    group.Max(row => row.Event.OccurredAt.ToUnixTimeMilliseconds()))).Order(),
            segment.NameTotals.ToArray()
                .Select(total => (names.Text(total.Name), total.IsBot == 1, total.Count, total.First, total.Last)).Order());
    }
}
