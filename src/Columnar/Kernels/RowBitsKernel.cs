using System.Numerics;
using System.Runtime.Intrinsics;

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

    /// <summary>The rows whose code is one of a few.</summary>
    public static void Equal(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> wanted, Span<ulong> bits)
    {
        for (var row = 0; row < codes.Length; row += 64)
        {
            var block = codes[row..];
            bits[row >> 6] = block.Length >= 64 ? EqualBlock(block, wanted) : EqualRest(block, wanted);
        }
    }

    /// <summary>The rows whose code the table marks. Every code lies inside the table.</summary>
    public static void Lookup<T>(ReadOnlySpan<T> codes, ReadOnlySpan<bool> table, Span<ulong> bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        bits[..Words(codes.Length)].Clear();
        for (var row = 0; row < codes.Length; row++)
            bits[row >> 6] |= (table[int.CreateTruncating(codes[row])] ? 1UL : 0UL) << row;
    }

    /// <summary>Keeps rows whose value is at least <paramref name="from"/> and at most <paramref name="last"/>.</summary>
    /// <returns>The bits that are left, all words together.</returns>
    public static ulong AndWithin(ReadOnlySpan<uint> values, uint from, uint last, Span<ulong> bits)
    {
        var any = 0UL;
        for (var row = 0; row < values.Length; row += 64)
        {
            ref var word = ref bits[row >> 6];
            if (word == 0)
                continue;
            var block = values[row..];
            word &= block.Length >= 64 ? WithinBlock(block, from, last - from) : WithinRest(block, from, last - from);
            any |= word;
        }
        return any;
    }

    /// <summary>Keeps rows whose mask is 1.</summary>
    /// <returns>The bits that are left, all words together.</returns>
    public static ulong And(ReadOnlySpan<byte> mask, Span<ulong> bits)
    {
        var any = 0UL;
        for (var row = 0; row < mask.Length; row += 64)
        {
            var block = mask[row..];
            any |= bits[row >> 6] &= block.Length >= 64 ? EqualBlock(block, [1]) : EqualRest(block, [1]);
        }
        return any;
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

    private static ulong EqualBlock(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> wanted)
    {
        var (low, high) = (Vector256.Create(codes), Vector256.Create(codes[Vector256<byte>.Count..]));
        var (lowEqual, highEqual) = (Vector256<byte>.Zero, Vector256<byte>.Zero);
        foreach (var code in wanted)
        {
            var same = Vector256.Create(code);
            lowEqual |= Vector256.Equals(low, same);
            highEqual |= Vector256.Equals(high, same);
        }
        return lowEqual.ExtractMostSignificantBits() | ((ulong)highEqual.ExtractMostSignificantBits() << 32);
    }

    private static ulong EqualRest(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> wanted)
    {
        var word = 0UL;
        for (var row = 0; row < codes.Length; row++)
            if (wanted.Contains(codes[row]))
                word |= 1UL << row;
        return word;
    }

    private static ulong WithinBlock(ReadOnlySpan<uint> values, uint from, uint length)
    {
        var word = 0UL;
        var (first, longest) = (Vector256.Create(from), Vector256.Create(length));
        for (var row = 0; row < 64; row += Vector256<uint>.Count)
        {
            var distance = Vector256.Create(values[row..]) - first;
            word |= (ulong)Vector256.LessThanOrEqual(distance, longest).ExtractMostSignificantBits() << row;
        }
        return word;
    }

    private static ulong WithinRest(ReadOnlySpan<uint> values, uint from, uint length)
    {
        var word = 0UL;
        for (var row = 0; row < values.Length && row < 64; row++)
            if (values[row] - from <= length)
                word |= 1UL << row;
        return word;
    }
}
