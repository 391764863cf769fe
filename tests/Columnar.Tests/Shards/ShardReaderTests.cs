using System.Text.Json;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Tests.Shards;

/// <summary>Shards of random segments hold what a plain sort of all events holds.</summary>
public sealed class ShardReaderTests
{
    public static TheoryData<int, int, int> Stores => RandomStore.Sizes;

    [Theory]
    [MemberData(nameof(Stores))]
    public void Actors_rows_are_all_events_in_their_order(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);

        ShardAssert.Actors(store, store.Rows(), includeBots: true);
        ShardAssert.Actors(store, [.. store.Rows().Where(row => !row.IsBot)], includeBots: false);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void Erased_rows_are_gone_and_moved_ones_stand_where_they_belong(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);
        var rows = store.MoveAndErase(1 + actors / 3);

        ShardAssert.Actors(store, rows, includeBots: true);
        ShardAssert.Actors(store, [.. rows.Where(row => !row.IsBot)], includeBots: false);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void Row_shards_hold_each_row_once(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);
        ShardAssert.Rows(store, [.. store.Rows().Where(row => !row.IsBot)], includeBots: false);

        var rows = store.MoveAndErase(1 + actors / 3);

        ShardAssert.Rows(store, rows, includeBots: true);
        ShardAssert.Rows(store, [.. rows.Where(row => !row.IsBot)], includeBots: false);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void Filters_see_the_same_rows_as_a_plain_look(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);
        var rows = store.MoveAndErase(1 + actors / 3);
        var filter = ShardFilter.Compile(
            new EventFilter.And([
                new EventFilter.Or([
                    new EventFilter.In("color", [new PropertyValue.Text("c1"), new PropertyValue.Text("c3")]),
                    new EventFilter.Compare("open", FilterOperator.Equal, new PropertyValue.Boolean(true)),
                ]),
                new EventFilter.Not(new EventFilter.Compare("amount", FilterOperator.Less, new PropertyValue.Number(5.5m))),
                new EventFilter.HasActor(),
            ]),
            store.Snapshot)!;
        var columns = ShardAssert.Columns(store);
        filter.AddColumns(columns);
        var kept = new List<long>();
        using var reader = new ShardReader(store.Snapshot, columns, includeBots: true);
        var shards = new RowShards(store.Snapshot, includeBots: true);
        for (var i = 0; i < shards.Count; i++)
        {
            var shard = reader.Read(shards[i]);
            var bits = new ulong[RowBitsKernel.Words(shard.Rows)];
            RowBitsKernel.Fill(shard.Rows, bits);
            filter.Keep(shard, bits);
            kept.AddRange(Enumerable.Range(0, shard.Rows).Where(row => (bits[row >> 6] >> row & 1) != 0)
                .Select(row => shard.Numbers(store.Property("n"))[row]));
        }

        Assert.Equal(
            rows.Where(row => row.Actor != 0 && Matches(row.Event)).Select(row => row.Event.Position).Order(), kept.Order());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void Names_are_counted_among_people_only_and_without_what_was_erased(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);
        AssertNames(store, store.Rows());

        AssertNames(store, store.MoveAndErase(1 + actors / 3));
    }

    private static void AssertNames(RandomStore store, List<KnownRow> rows)
    {
        var names = store.Snapshot.Dictionary(DictionaryId.Names);
        Assert.Equal(
            rows.Where(row => !row.IsBot).GroupBy(row => row.Event.Name, row => row.Event.OccurredAt.ToUnixTimeMilliseconds())
                .Select(times => (times.Key, (long)times.Count(), times.Min(), times.Max())).Order(),
            NameCounts.Of(store.Snapshot).Values
                .Select(total => (names.Text(total.Name), total.Count, total.First, total.Last)).Order());
    }

    private static bool Matches(LoggedEvent logged)
    {
        using var json = JsonDocument.Parse(logged.Properties);
        var one = json.RootElement;
        var either = (one.TryGetProperty("color", out var color) && color.GetString() is "c1" or "c3")
            || (one.TryGetProperty("open", out var open) && open.GetBoolean());
        return either && !(one.TryGetProperty("amount", out var amount) && amount.GetDecimal() < 5.5m);
    }
}
