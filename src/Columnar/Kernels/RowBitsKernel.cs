using System.Numerics;

namespace Analytics.Columnar.Kernels;

/// <summary>Bits of rows, 64 to a word, row 0 in the lowest bit of the first one.</summary>
internal static class RowBitsKernel
{
    public static int Words(int rows) => (rows + 63) >> 6;

    /// <summary>Sets the bits of so many rows; those behind them are 0.</summary>
    public static void Fill(int rows, Span<ulong> bits)
    {
        bits[..Words(rows)].Fill(ulong.MaxValue);
        if ((rows & 63) != 0)
            bits[rows >> 6] = (1UL << rows) - 1;
    }

    public static void And(ReadOnlySpan<ulong> other, Span<ulong> bits)
    {
        other = other[..bits.Length];
        for (var i = 0; i < bits.Length; i++)
            bits[i] &= other[i];
    }

    public static void AndNot(ReadOnlySpan<ulong> other, Span<ulong> bits)
    {
        other = other[..bits.Length];
        for (var i = 0; i < bits.Length; i++)
            bits[i] &= ~other[i];
    }

    public static void Or(ReadOnlySpan<ulong> other, Span<ulong> bits)
    {
        other = other[..bits.Length];
        for (var i = 0; i < bits.Length; i++)
            bits[i] |= other[i];
    }

    /// <summary>Clears the rows from one to before another.</summary>
    public static void Clear(Span<ulong> bits, int from, int to)
    {
        if (from >= to)
            return;
        var (first, last) = (from >> 6, (to - 1) >> 6);
        var (head, tail) = (ulong.MaxValue << from, ulong.MaxValue >> (63 - ((to - 1) & 63)));
        if (first == last)
        {
            bits[first] &= ~(head & tail);
            return;
        }
        bits[first] &= ~head;
        bits[(first + 1)..last].Clear();
        bits[last] &= ~tail;
    }

    /// <summary>The first row from one to before another that has a bit; <paramref name="to"/> if there is none.</summary>
    public static int First(ReadOnlySpan<ulong> bits, int from, int to)
    {
        if (from >= to)
            return to;
        var word = from >> 6;
        var rest = bits[word] >> from << from;
        while (rest == 0)
        {
            if (++word << 6 >= to)
                return to;
            rest = bits[word];
        }
        return Math.Min(to, (word << 6) + BitOperations.TrailingZeroCount(rest));
    }

    /// <summary>The first row from one on that has a bit; there must be one, perhaps in a word of ones behind the
    /// last row.</summary>
    public static unsafe int First(ulong* bits, int from)
    {
        var word = from >> 6;
        var rest = bits[word] >> from << from;
        while (rest == 0)
            rest = bits[++word];
        return (word << 6) + BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>How many rows from one to before another have a bit.</summary>
    public static int Count(ReadOnlySpan<ulong> bits, int from, int to)
    {
        if (from >= to)
            return 0;
        var (first, last) = (from >> 6, (to - 1) >> 6);
        var head = bits[first] >> from << from;
        var tail = ulong.MaxValue >> (63 - ((to - 1) & 63));
        if (first == last)
            return BitOperations.PopCount(head & tail);
        var count = BitOperations.PopCount(head) + BitOperations.PopCount(bits[last] & tail);
        for (var word = first + 1; word < last; word++)
            count += BitOperations.PopCount(bits[word]);
        return count;
    }
}
