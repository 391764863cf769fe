using System.Numerics;

namespace Analytics.Columnar.Segments;

/// <summary>A bit a row, with the number of set ones before each 64 rows, so that they can be counted anywhere.</summary>
internal readonly unsafe struct RankedBits(ulong* words, uint* ranks)
{
    /// <summary>Words that so many rows take.</summary>
    public static int Words(int rows) => (int)((rows + 63L) / 64);

    /// <summary>Bytes of words and ranks one after the other, to where 8-byte values may follow.</summary>
    public static long Bytes(int rows) => SegmentFormat.Aligned(Words(rows) * (long)(sizeof(ulong) + sizeof(uint)));

    /// <summary>Words and ranks as <see cref="Bytes"/> has them.</summary>
    public static RankedBits At(byte* start, int rows) =>
        new((ulong*)start, (uint*)(start + (Words(rows) * (long)sizeof(ulong))));

    public bool this[int row] => (words[row >> 6] >> row & 1) != 0;

    public ulong Word(int index) => words[index];

    /// <summary>Set bits of the rows before this one.</summary>
    public int Before(int row) =>
        (int)ranks[row >> 6] + BitOperations.PopCount(words[row >> 6] & ((1UL << row) - 1));
}
