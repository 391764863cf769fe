using System.Runtime.InteropServices;

namespace Analytics.Columnar.Segments;

/// <summary>Counts how often each event name occurs, and when.</summary>
/// <param name="peopleRows">So many rows are people's, the first ones.</param>
internal sealed class NameTotals(int peopleRows)
{
    private readonly Dictionary<(uint Name, uint IsBot), NameTotal> _totals = [];
    private int _rows;

    public NameTotal[] All => [.. _totals.Values];

    /// <summary>Adds the rows that follow.</summary>
    /// <param name="names">One code a row.</param>
    /// <param name="times">One a row.</param>
    public NameTotals Add(ReadOnlySpan<uint> names, ReadOnlySpan<long> times)
    {
        var people = Math.Clamp(peopleRows - _rows, 0, names.Length);
        for (var row = 0; row < names.Length;)
        {
            var isBot = row < people ? 0u : 1u;
            var (name, end) = (names[row], isBot == 0 ? people : names.Length);
            ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(_totals, (name, isBot), out var known);
            var (count, first, last) = known ? (total.Count, total.First, total.Last) : (0, long.MaxValue, long.MinValue);
            // Rows of one name often follow each other.
            for (; row < end && names[row] == name; row++, count++)
                (first, last) = (Math.Min(first, times[row]), Math.Max(last, times[row]));
            total = new NameTotal(name, isBot, count, first, last);
        }
        _rows += names.Length;
        return this;
    }
}
