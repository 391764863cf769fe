using System.Runtime.InteropServices;

namespace Analytics.Columnar.Segments;

/// <summary>Writes values in fewer bytes than they come in.</summary>
internal static class PackedWriter
{
    private const int Block = 2048;

    /// <summary>Each value less the least one; at full width as they are.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="values"><see cref="SegmentFormat.NoNumber"/> becomes the largest distance.</param>
    /// <param name="least">Subtracted from each.</param>
    /// <param name="width">1, 2, 4 or 8 bytes.</param>
    public static void WriteDistances(this SegmentWriter writer, ReadOnlySpan<long> values, long least, int width)
    {
        if (width == sizeof(long))
        {
            writer.Write(values);
            return;
        }
        Span<uint> distances = stackalloc uint[Block];
        for (; !values.IsEmpty; values = values[Math.Min(Block, values.Length)..])
        {
            var block = distances[..Math.Min(Block, values.Length)];
            for (var i = 0; i < block.Length; i++)
                block[i] = values[i] == SegmentFormat.NoNumber ? uint.MaxValue : (uint)(values[i] - least);
            writer.WriteCodes(block, width);
        }
    }

    /// <summary>The low bytes of each code.</summary>
    public static void WriteCodes(this SegmentWriter writer, ReadOnlySpan<uint> codes, int width)
    {
        if (width == sizeof(uint))
        {
            writer.Write(codes);
            return;
        }
        Span<byte> bytes = stackalloc byte[Block * 2];
        for (; !codes.IsEmpty; codes = codes[Math.Min(Block, codes.Length)..])
        {
            var block = codes[..Math.Min(Block, codes.Length)];
            if (width == 1)
                for (var i = 0; i < block.Length; i++)
                    bytes[i] = (byte)block[i];
            else
            {
                var words = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < block.Length; i++)
                    words[i] = (ushort)block[i];
            }
            writer.Write<byte>(bytes[..(block.Length * width)]);
        }
    }
}
