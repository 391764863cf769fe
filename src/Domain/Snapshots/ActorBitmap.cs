using System.Buffers.Binary;

namespace Analytics.Domain.Snapshots;

/// <summary>
/// An exact set of actors' codes as bytes, always the same ones for the same set. Codes are kept in containers of 65,536,
/// each a sorted list of its members while they are few and a bit a code when they are many (S. Chambi, D. Lemire,
/// O. Kaser, R. Godin, Better bitmap performance with Roaring bitmaps, Software: Practice and Experience 46, 2016).
/// </summary>
public static class ActorBitmap
{
    private const byte Version = 1;
    private const int ContainerCodes = 1 << 16;
    private const int BitmapBytes = ContainerCodes / 8;
    private const int MostListed = BitmapBytes / sizeof(ushort);   // from here on bits are smaller
    private const int HeaderBytes = 4;                             // number of the container, members less one

    /// <param name="codes">Not negative, in any order; doubles count once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A code is negative.</exception>
    public static byte[] Encode(IEnumerable<int> codes)
    {
        int[] sorted = [.. new HashSet<int>(codes)];
        Array.Sort(sorted);
        if (sorted.Length > 0)
            ArgumentOutOfRangeException.ThrowIfNegative(sorted[0], nameof(codes));
        using var bytes = new MemoryStream();
        bytes.WriteByte(Version);
        for (var from = 0; from < sorted.Length;)
        {
            var to = from;
            while (to < sorted.Length && sorted[to] >> 16 == sorted[from] >> 16)
                to++;
            Write(bytes, sorted.AsSpan(from..to));
            from = to;
        }
        return bytes.ToArray();
    }

    /// <summary>The members, ascending.</summary>
    /// <exception cref="InvalidDataException">These bytes are none of <see cref="Encode"/>.</exception>
    public static IEnumerable<int> Codes(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0 || bytes.Span[0] != Version)
            throw Invalid();
        for (var at = 1; at < bytes.Length;)
        {
            if (bytes.Length - at < HeaderBytes)
                throw Invalid();
            var container = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[at..]) << 16;
            var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[(at + 2)..]) + 1;
            at += HeaderBytes;
            var size = SizeOf(count);
            if (bytes.Length - at < size)
                throw Invalid();
            var members = bytes.Slice(at, size);
            at += size;
            foreach (var low in count > MostListed ? Bits(members) : Listed(members))
                yield return container | low;
        }
    }

    private static int SizeOf(int count) => count > MostListed ? BitmapBytes : count * sizeof(ushort);

    private static void Write(MemoryStream bytes, ReadOnlySpan<int> members)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)(members[0] >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], (ushort)(members.Length - 1));
        bytes.Write(header);
        var body = new byte[SizeOf(members.Length)];
        for (var i = 0; i < members.Length; i++)
        {
            var low = members[i] & (ContainerCodes - 1);
            if (members.Length > MostListed)
                body[low >> 3] |= (byte)(1 << (low & 7));
            else
                BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(i * sizeof(ushort)), (ushort)low);
        }
        bytes.Write(body);
    }

    private static IEnumerable<int> Listed(ReadOnlyMemory<byte> members)
    {
        for (var at = 0; at < members.Length; at += sizeof(ushort))
            yield return BinaryPrimitives.ReadUInt16LittleEndian(members.Span[at..]);
    }

    private static IEnumerable<int> Bits(ReadOnlyMemory<byte> members)
    {
        for (var at = 0; at < members.Length; at++)
            for (int rest = members.Span[at], bit = 0; rest != 0; rest >>= 1, bit++)
                if ((rest & 1) != 0)
                    yield return (at << 3) | bit;
    }

    private static InvalidDataException Invalid() => new("These bytes are no set of actors.");
}
