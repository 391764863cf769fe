using System.Numerics;
using System.Runtime.InteropServices;

namespace Analytics.Columnar.Encoding;

/// <summary>A fast hash of short texts for tables in memory; never written to disk.</summary>
internal static class ByteHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    public static uint Of(ReadOnlySpan<byte> value)
    {
        var hash = (ulong)value.Length * Multiplier;
        while (value.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(value));
            value = value[sizeof(ulong)..];
        }
        var rest = 0UL;
        for (var i = 0; i < value.Length; i++)
            rest |= (ulong)value[i] << (i * 8);
        hash = Mix(hash ^ rest);
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Mix(ulong value) => BitOperations.RotateLeft(value * Multiplier, 31) * 0xD6E8FEB86659FD93;
}
