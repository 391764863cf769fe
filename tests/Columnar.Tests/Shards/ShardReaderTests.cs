using System.Text.Json;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Tests.Shards;

/// <summary>Shards of random segments hold what a plain sort of all events holds.</summary>
public sealed class ShardReaderTests
{
    public static TheoryData<int, int, int> Stores => new(
        from seed in Enumerable.Range(1, 12)
        select (seed, seed % 5 + 1, seed % 3 == 0 ? 3 : 40));

    [Theory]
    [MemberData(nameof(Stores))]
    public void Actors_rows_are_all_events_in_their_order(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);

        AssertActors(store, store.Rows(), includeBots: false);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void Erased_rows_are_gone_and_moved_ones_stand_where_they_belong(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);
        var rows = store.MoveAndErase(1 + actors / 3);

        AssertActors(store, rows, includeBots: true);
        AssertActors(store, [.. rows.Where(row => !row.IsBot)], includeBots: false);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void Row_shards_hold_each_row_once(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);
        AssertRows(store, store.Rows(), includeBots: false);

        var rows = store.MoveAndErase(1 + actors / 3);

        AssertRows(store, rows, includeBots: true);
        AssertRows(store, [.. rows.Where(row => !row.IsBot)], includeBots: false);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void Filters_see_the_same_rows_as_a_plain_look(int seed, int segments, int actors)
    {
        using var store = new RandomStore(seed, segments, actors);
        var rows = store.MoveAndErase(1 + actors / 3);
        var filter = FilterCompiler.Compile(
            new EventFilter.And([
                new EventFilter.Or([
                    new EventFilter.In("color", [new PropertyValue.Text("c1"), new PropertyValue.Text("c3")]),
                    new EventFilter.Compare("open", FilterOperator.Equal, new PropertyValue.Boolean(true)),
                ]),
                new EventFilter.Not(new EventFilter.Compare("amount", FilterOperator.Less, new PropertyValue.Number(5.5m))),
                new EventFilter.HasActor(),
            ]),
            store.Snapshot)!;
        var columns = Columns(store);
        filter.AddColumns(columns);
        var kept = new List<long>();
        using var reader = new ShardReader(store.Snapshot, columns, includeBots: true);
        var shards = new RowShards(store.Snapshot, includeBots: true);
        for (var i = 0; i < shards.Count; i++)
        {
            var shard = reader.Read(shards[i]);
            for (var row = 0; row < shard.Rows; row += BlockRows.Block)
            {
                var mask = new byte[Math.Min(BlockRows.Block, shard.Rows - row)];
                filter.Evaluate(shard, row, mask);
                kept.AddRange(mask.Select((bit, at) => (bit, at)).Where(one => one.bit == 1)
                    .Select(one => shard.Numbers(store.Property("n"))[row + one.at]));
            }
        }

        Assert.Equal(
            rows.Where(row => row.Actor != 0 && Matches(row.Event)).Select(row => row.Event.Position).Order(), kept.Order());
    }

    private static bool Matches(LoggedEvent logged)
    {
        using var json = JsonDocument.Parse(logged.Properties);
        var one = json.RootElement;
        var either = (one.TryGetProperty("color", out var color) && color.GetString() is "c1" or "c3")
            || (one.TryGetProperty("open", out var open) && open.GetBoolean());
        return either && !(one.TryGetProperty("amount", out var amount) && amount.GetDecimal() < 5.5m);
    }

    private static void AssertActors(RandomStore store, List<KnownRow> rows, bool includeBots)
    {
        var expected = rows.Where(row => row.Actor != 0)
            .OrderBy(row => row.Actor).ThenBy(row => row, Comparer<KnownRow>.Create(CompareEvents)).ToList();
        // Any cut of the actors gives the same.
        foreach (var step in new uint[] { 1, 7, uint.MaxValue })
        {
            var seen = new List<KnownRow>();
            using var reader = new ShardReader(store.Snapshot, Columns(store), includeBots);
            for (uint from = 1; from < 100; from = step > 100 ? 100 : from + step)
                seen.AddRange(Read(store, reader.Read(from, step > 100 ? uint.MaxValue : from + step)));
            Assert.Equal(
                expected.Select(row => (row.Event.Position, row.Actor, row.OwnId)),
                seen.Select(row => (row.Event.Position, row.Actor, row.OwnId)));
        }
    }

    private static void AssertRows(RandomStore store, List<KnownRow> rows, bool includeBots)
    {
        var shards = new RowShards(store.Snapshot, includeBots);
        using var reader = new ShardReader(store.Snapshot, Columns(store), includeBots);
        var seen = new List<KnownRow>();
        for (var i = 0; i < shards.Count; i++)
        {
            var shard = reader.Read(shards[i]);
            Assert.Equal(i < shards.NobodyCount, shard.IsNobody);
            seen.AddRange(Read(store, shard));
        }
        Assert.Equal(
            rows.Select(row => (row.Event.Position, row.Actor, row.OwnId)).Order(),
            seen.Select(row => (row.Event.Position, row.Actor, row.OwnId)).Order());
        Assert.Equal(rows.Count, reader.RowsRead);
    }

    private static ShardColumns Columns(RandomStore store)
    {
        var columns = new ShardColumns { Sessions = true, OwnIds = true };
        foreach (var property in new[] { "n", "amount", "color", "rare", "open", "never" })
            columns.AddProperty(store.Property(property));
        return columns;
    }

    private static List<KnownRow> Read(RandomStore store, ShardRows shard)
    {
        var rows = new List<KnownRow>();
        var run = 0;
        for (var row = 0; row < shard.Rows; row++)
        {
            if (!shard.IsNobody && shard.Starts[run + 1] == row)
                run++;
            var actor = shard.IsNobody ? 0 : shard.Actors[run];
            var logged = store.Events[(int)shard.Numbers(store.Property("n"))[row] - 1];
            AssertColumns(store, shard, row, logged, isFirst: shard.IsNobody ? row == 0 : shard.Starts[run] == row);
            rows.Add(new KnownRow(logged, shard.OwnIds.At(row, actor), actor, IsBot: false));
        }
        return rows;
    }

    private static void AssertColumns(RandomStore store, ShardRows shard, int row, LoggedEvent logged, bool isFirst)
    {
        var time = logged.OccurredAt.ToUnixTimeMilliseconds();
        Assert.Equal(logged.Name, store.Snapshot.Dictionary(DictionaryId.Names).Text(shard.Names[row]));
        Assert.Equal(time, shard.Times.At(row));
        Assert.Equal(logged.SessionId is null, shard.Sessions.HashAt(row) == SessionColumn.None);
        if (!shard.Sessions.IsAbsent)
            Assert.Equal(
                isFirst || shard.Sessions.HashAt(row) != shard.Sessions.HashAt(row - 1), shard.Sessions.StartsNew(row));
        using var json = JsonDocument.Parse(logged.Properties);
        Assert.Equal(TextOf(json, "color"), Text(store, shard, row, "color"));
        Assert.Equal(TextOf(json, "rare"), Text(store, shard, row, "rare"));
        Assert.Equal(
            json.RootElement.TryGetProperty("open", out var open) ? (open.GetBoolean() ? 2u : 1u) : 0u,
            shard.Booleans(store.Property("open")) is { IsAbsent: false } booleans ? booleans[row] : 0);
        Assert.Equal(Amount(json), Amount(store, shard, row));
    }

    private static string? TextOf(JsonDocument json, string property) =>
        json.RootElement.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static string? Text(RandomStore store, ShardRows shard, int row, string property) =>
        shard.Text(store.Property(property)) is { IsAbsent: false } column && column[row] is > 0 and var code
            ? store.Snapshot.Dictionary(store.Property(property)).Text(code)
            : null;

    private static decimal? Amount(JsonDocument json) =>
        json.RootElement.TryGetProperty("amount", out var value) ? value.GetDecimal() : null;

    private static decimal? Amount(RandomStore store, ShardRows shard, int row)
    {
        var column = shard.Numbers(store.Property("amount"));
        if (column.IsAbsent)
            return null;
        var (value, scale) = (new long[1], new byte[1]);
        column.Read(row, value, scale);
        if (!column.IsWide)
            Assert.Equal((value[0], column.Scale), (column[row], scale[0]));
        return value[0] == SegmentFormat.NoNumber ? null : value[0] / (decimal)Math.Pow(10, scale[0]);
    }

    private static int CompareEvents(KnownRow left, KnownRow right)
    {
        var byTime = left.Event.OccurredAt.CompareTo(right.Event.OccurredAt);
        return byTime != 0 ? byTime : RowOrder.CompareTies(
            left.Event.Sequence, System.Text.Encoding.UTF8.GetBytes(left.Event.EventId),
            right.Event.Sequence, System.Text.Encoding.UTF8.GetBytes(right.Event.EventId));
    }
}
