using System.Runtime.InteropServices;

namespace Analytics.Columnar.Segments;

/// <summary>Counts how often each event name occurs, and when.</summary>
internal static class NameTotals
{
    /// <param name="names">One code a row.</param>
    /// <param name="times">One a row.</param>
    /// <param name="peopleRows">So many rows are people's, the first ones.</param>
    public static NameTotal[] Of(ReadOnlySpan<uint> names, ReadOnlySpan<long> times, int peopleRows)
    {
        var totals = new Dictionary<(uint Name, uint IsBot), NameTotal>();
        for (var row = 0; row < names.Length;)
        {
            var isBot = row < peopleRows ? 0u : 1u;
            var (name, end) = (names[row], isBot == 0 ? peopleRows : names.Length);
            ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(totals, (name, isBot), out var known);
            var (count, first, last) = known ? (total.Count, total.First, total.Last) : (0, long.MaxValue, long.MinValue);
            // Rows of one name often follow each other.
            for (; row < end && names[row] == name; row++, count++)
                (first, last) = (Math.Min(first, times[row]), Math.Max(last, times[row]));
            total = new NameTotal(name, isBot, count, first, last);
        }
        return [.. totals.Values];
    }
}
