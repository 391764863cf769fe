using System.Numerics;
using System.Runtime.Intrinsics;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Kernels;

/// <summary>Finds the rows of a span of time, 64 at a time.</summary>
internal static unsafe class TimeBits
{
    /// <summary>
    /// Clears the bits of rows outside of <c>[from, to)</c>. The high parts decide; only rows that share theirs with
    /// an edge that lies inside of it are looked at exactly.
    /// </summary>
    /// <param name="times">One a row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="from">First instant, milliseconds.</param>
    /// <param name="to">First instant after, milliseconds.</param>
    /// <param name="bits">One word for each 64 rows, 0 behind the last row.</param>
    public static void Keep(in TimeColumn times, int rows, long from, long to, Span<ulong> bits)
    {
        if (from >= to)
        {
            bits.Clear();
            return;
        }
        var decidesFrom = times.Coarse(from, out var first);
        var decidesTo = times.Coarse(to, out var end);
        // An edge inside of a high part lets all of that part's rows through, to be looked at.
        if (!decidesTo)
            end++;
        Keep(times.High, rows, first, end - first, bits);
        if (!decidesFrom)
            LookAt(times, rows, first, from, to, bits);
        if (!decidesTo && (decidesFrom || end - 1 != first))
            LookAt(times, rows, end - 1, from, to, bits);
    }

    private static void Keep(uint* high, int rows, uint first, uint count, Span<ulong> bits)
    {
        var (firsts, counts) = (Vector512.Create(first), Vector512.Create(count));
        var whole = rows >> 6;
        for (var word = 0; word < whole; word++)
        {
            if (bits[word] == 0)
                continue;
            var from = high + (word << 6);
            // Less by unsigned comparison: what lies before the first wraps around to beyond the count.
            var low = Vector512.LessThan(Vector512.Load(from) - firsts, counts).ExtractMostSignificantBits()
                | (Vector512.LessThan(Vector512.Load(from + 16) - firsts, counts).ExtractMostSignificantBits() << 16);
            var up = Vector512.LessThan(Vector512.Load(from + 32) - firsts, counts).ExtractMostSignificantBits()
                | (Vector512.LessThan(Vector512.Load(from + 48) - firsts, counts).ExtractMostSignificantBits() << 16);
            bits[word] &= low | (up << 32);
        }
        for (var row = whole << 6; row < rows; row++)
            if (high[row] - first >= count)
                bits[whole] &= ~(1UL << row);
    }

    private static void LookAt(in TimeColumn times, int rows, uint part, long from, long to, Span<ulong> bits)
    {
        for (var word = 0; word < bits.Length; word++)
        {
            if (bits[word] == 0)
                continue;
            for (var rest = bits[word] & Equal(times.High, word << 6, rows, part); rest != 0; rest &= rest - 1)
            {
                var row = (word << 6) + BitOperations.TrailingZeroCount(rest);
                if (times.At(row) is var time && (time < from || time >= to))
                    bits[word] &= ~(1UL << row);
            }
        }
    }

    private static ulong Equal(uint* high, int from, int rows, uint part)
    {
        var found = 0UL;
        if (from + 64 <= rows)
            for (var i = 0; i < 64; i += Vector512<uint>.Count)
                found |= Vector512.Equals(Vector512.Load(high + from + i), Vector512.Create(part))
                    .ExtractMostSignificantBits() << i;
        else
            for (var row = from; row < rows; row++)
                found |= (high[row] == part ? 1UL : 0) << row;
        return found;
    }
}
