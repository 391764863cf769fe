using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Operators;

/// <summary>How often each event name occurs among people's events, and when.</summary>
internal static class NameCounts
{
    /// <returns>By the name's code. From the segments' own totals unless rows have moved or gone since.</returns>
    public static Dictionary<uint, NameTotal> Of(Snapshot snapshot)
    {
        var totals = new Dictionary<uint, NameTotal>();
        if (snapshot.Overlay.IsEmpty)
        {
            foreach (var segment in snapshot.Segments)
                foreach (var total in segment.NameTotals)
                    if (total.IsBot == 0)
                        Add(totals, total);
            return totals;
        }
        var shards = new RowShards(snapshot, includeBots: false);
        using var reader = new ShardReader(snapshot, new ShardColumns(), includeBots: false);
        Span<uint> names = stackalloc uint[BlockRows.Block];
        Span<long> times = stackalloc long[BlockRows.Block];
        for (var shard = 0; shard < shards.Count; shard++)
        {
            var rows = reader.Read(shards[shard]);
            for (var row = 0; row < rows.Rows; row += BlockRows.Block)
            {
                var count = Math.Min(BlockRows.Block, rows.Rows - row);
                rows.Names.Read(row, names[..count]);
                rows.Times.Read(row, times[..count]);
                foreach (var total in new NameTotals(count).Add(names[..count], times[..count]).All)
                    Add(totals, total);
            }
        }
        return totals;
    }

    private static void Add(Dictionary<uint, NameTotal> totals, NameTotal total) =>
        totals[total.Name] = totals.TryGetValue(total.Name, out var known)
            ? total with
            {
                Count = known.Count + total.Count,
                First = Math.Min(known.First, total.First),
                Last = Math.Max(known.Last, total.Last),
            }
            : total;
}
