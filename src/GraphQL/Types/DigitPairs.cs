using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Analytics.GraphQL.Types;

/// <summary>Two decimal digits at a time.</summary>
internal static class DigitPairs
{
    private static readonly ushort[] Pairs =
        [.. Enumerable.Range(0, 100).Select(number => MemoryMarshal.Read<ushort>(
            [(byte)('0' + number / 10), (byte)('0' + number % 10)]))];

    /// <summary>Writes a number below 100 with both its digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(Span<byte> target, int at, uint number) =>
        Unsafe.WriteUnaligned(ref target.Slice(at, 2)[0], Pairs[number]);
}
