using System.Text.Json;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;
using Analytics.Columnar.Tests.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Tests.Operators;

/// <summary>The rows that a condition keeps are those for which it is true by the event's own JSON.</summary>
public sealed class ShardFilterTests
{
    private static readonly (EventFilter Filter, Func<JsonElement, bool> Holds)[] _comparisons =
    [
        (new EventFilter.Exists("open"), json => json.TryGetProperty("open", out _)),
        (new EventFilter.Exists("rare"), json => json.TryGetProperty("rare", out _)),
        (new EventFilter.Exists("never"), _ => false),
        (Compare("color", FilterOperator.Equal, new PropertyValue.Text("c1")), json => Text(json, "color") == "c1"),
        (Compare("color", FilterOperator.Greater, new PropertyValue.Text("c1")), json => Text(json, "color") is "c2" or "c3" or "c4"),
        (Compare("amount", FilterOperator.Equal, new PropertyValue.Text("1")), _ => false),
        (Compare("amount", FilterOperator.Less, new PropertyValue.Number(2.5m)), json => Number(json, "amount") < 2.5m),
        (Compare("amount", FilterOperator.GreaterOrEqual, new PropertyValue.Number(7)), json => Number(json, "amount") >= 7),
        (Compare("open", FilterOperator.Equal, new PropertyValue.Boolean(false)),
            json => json.TryGetProperty("open", out var open) && open.ValueKind is JsonValueKind.False),
        (new EventFilter.In("n", [new PropertyValue.Number(3), new PropertyValue.Number(40), new PropertyValue.Text("5")]),
            json => Number(json, "n") is 3 or 40),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Conditions_keep_the_rows_for_which_they_are_true(int seed)
    {
        using var store = new RandomStore(seed, segments: 1 + (seed % 2), actors: 20);
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var (filter, holds) = Condition(random, 2);
            var compiled = ShardFilter.Compile(filter, store.Snapshot)!;
            var columns = new ShardColumns();
            compiled.AddColumns(columns);
            columns.AddNumbers(store.Property("n"));
            using var reader = new ShardReader(store.Snapshot, columns, includeBots: true);
            var rows = reader.Read(1, uint.MaxValue);
            var candidates = Enumerable.Range(0, rows.Rows).Where(_ => random.Next(1 + (round % 40)) == 0).ToHashSet();
            var bits = new ulong[RowBitsKernel.Words(rows.Rows)];
            foreach (var row in candidates)
                bits[row >> 6] |= 1UL << row;

            compiled.Keep(rows, bits);

            var known = store.Events.ToDictionary(one => one.Position, one => JsonDocument.Parse(one.Properties).RootElement);
            Assert.Equal(
                candidates.Where(row => holds(known[rows.Numbers(store.Property("n"))[row]])).Order(),
                Enumerable.Range(0, bits.Length * 64).Where(row => (bits[row >> 6] >> row & 1) != 0));
        }
    }

    private static (EventFilter Filter, Func<JsonElement, bool> Holds) Condition(Random random, int depth)
    {
        if (depth == 0 || random.Next(3) == 0)
            return _comparisons[random.Next(_comparisons.Length)];
        if (random.Next(3) == 0)
        {
            var (part, partHolds) = Condition(random, depth - 1);
            return (new EventFilter.Not(part), json => !partHolds(json));
        }
        var parts = Enumerable.Range(0, random.Next(4)).Select(_ => Condition(random, depth - 1)).ToList();
        return random.Next(2) == 0
            ? (new EventFilter.And([.. parts.Select(part => part.Filter)]), json => parts.TrueForAll(part => part.Holds(json)))
            : (new EventFilter.Or([.. parts.Select(part => part.Filter)]), json => parts.Exists(part => part.Holds(json)));
    }

    private static EventFilter.Compare Compare(string property, FilterOperator comparison, PropertyValue value) =>
        new(property, comparison, value);

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static decimal? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetDecimal() : null;
}
