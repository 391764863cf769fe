using System.Numerics;
using System.Runtime.InteropServices;

namespace Analytics.Columnar.Encoding;

/// <summary>CRC-32C (Castagnoli) by the processor's own instruction.</summary>
internal static class Crc32C
{
    public const uint Seed = uint.MaxValue;

    /// <summary>Goes on from <paramref name="crc"/>; pieces of any length give the sum of the whole.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var single in data[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, single);
        return crc;
    }

    public static uint Of(ReadOnlySpan<byte> data) => Append(Seed, data);
}
