using System.Text.Json;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Collection;

namespace Analytics.Columnar.Tests.Shards;

/// <summary>Compares shards with what a plain list of events says.</summary>
internal static class ShardAssert
{
    public static void Actors(RandomStore store, List<KnownRow> rows, bool includeBots)
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

    public static void Rows(RandomStore store, List<KnownRow> rows, bool includeBots)
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

    public static ShardColumns Columns(RandomStore store)
    {
        var columns = new ShardColumns { Sessions = true, OwnIds = true };
        foreach (var property in new[] { "n", "amount", "color", "rare", "open", "never", "large", "word" })
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
        Assert.Equal(TextOf(json, "word"), Text(store, shard, row, "word"));
        Assert.Equal(Number(json, "amount"), Number(store, shard, row, "amount"));
        Assert.Equal(Number(json, "large"), Number(store, shard, row, "large"));
    }

    private static string? TextOf(JsonDocument json, string property) =>
        json.RootElement.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static string? Text(RandomStore store, ShardRows shard, int row, string property) =>
        shard.Text(store.Property(property)) is { IsAbsent: false } column && column[row] is > 0 and var code
            ? store.Snapshot.Dictionary(store.Property(property)).Text(code)
            : null;

    private static decimal? Number(JsonDocument json, string property) =>
        json.RootElement.TryGetProperty(property, out var value) ? value.GetDecimal() : null;

    private static decimal? Number(RandomStore store, ShardRows shard, int row, string property)
    {
        var column = shard.Numbers(store.Property(property));
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
