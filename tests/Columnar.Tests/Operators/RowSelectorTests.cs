using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;
using Analytics.Columnar.Tests.Shards;
using Analytics.Domain.Querying;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Operators;

/// <summary>The rows of a random shard that are selected are those that a plain look finds.</summary>
public sealed class RowSelectorTests
{
    public static TheoryData<int, string[], double, double, bool> Selections => new(
        from seed in Enumerable.Range(1, 4)
        from names in (string[][])[[], ["name-1"], ["name-0", "name-3", "unknown"], ["a", "b", "c", "d", "name-2"]]
        from span in ((double From, double To)[])
            [(-1e9, 1e9), (10, 30), (10.125, 30.0625), (40, 1e9), (60, 90), (-5, 0)]
        from filtered in (bool[])[false, true]
        select (seed, names, span.From, span.To, filtered));

    [Theory]
    [MemberData(nameof(Selections))]
    public void Rows_are_selected_by_name_time_and_condition(
        int seed, string[] names, double from, double to, bool filtered)
    {
        using var store = new RandomStore(seed, segments: 2, actors: 30);
        var selector = new RowSelector(
            store.Snapshot,
            new EventSelector([.. names], filtered ? new EventFilter.Exists("open") : null),
            filter: null,
            TestEvents.Start.AddSeconds(from).ToUnixTimeMilliseconds(),
            TestEvents.Start.AddSeconds(to).ToUnixTimeMilliseconds());
        var columns = new ShardColumns();
        selector.AddColumns(columns);
        columns.AddNumbers(store.Property("n"));
        using var reader = new ShardReader(store.Snapshot, columns, includeBots: true);
        var rows = reader.Read(1, uint.MaxValue);
        var bits = new ulong[RowBitsKernel.Words(rows.Rows)];
        bits.AsSpan().Fill(0xDEADBEEF);

        var any = selector.Select(rows, bits);

        var selected = Enumerable.Range(0, bits.Length * 64).Where(row => (bits[row >> 6] >> row & 1) != 0)
            .Select(row => rows.Numbers(store.Property("n"))[row]);
        var expected = store.Rows().Where(row => row.Actor != 0
            && (names.Length == 0 || names.Contains(row.Event.Name))
            && (row.Event.OccurredAt - TestEvents.Start).TotalSeconds is var second && second >= from && second < to
            && (!filtered || System.Text.Encoding.UTF8.GetString(row.Event.Properties.Span).Contains("\"open\"")))
            .Select(row => row.Event.Position).Order().ToList();
        Assert.Equal(expected, selected.Order());
        Assert.True(any || expected.Count == 0);
        Assert.Equal(expected.Count, RowBitsKernel.Count(bits, 0, rows.Rows));
    }

    [Fact]
    public void Bits_are_found_and_counted_between_any_two_rows()
    {
        var random = new Random(3);
        var set = Enumerable.Range(0, 300).Where(_ => random.Next(20) == 0).ToHashSet();
        var bits = new ulong[RowBitsKernel.Words(300)];
        foreach (var row in set)
            bits[row >> 6] |= 1UL << row;

        for (var from = 0; from < 300; from += 7)
            for (var to = from; to <= 300; to += 11)
            {
                Assert.Equal(set.Count(row => row >= from && row < to), RowBitsKernel.Count(bits, from, to));
                Assert.Equal(
                    set.Where(row => row >= from && row < to).DefaultIfEmpty(to).Min(),
                    RowBitsKernel.First(bits, from, to));
            }
    }
}
