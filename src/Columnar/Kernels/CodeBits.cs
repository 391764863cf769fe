using System.Runtime.Intrinsics;

namespace Analytics.Columnar.Kernels;

/// <summary>Finds the rows that have one of some codes, 64 rows at a time.</summary>
internal static unsafe class CodeBits
{
    /// <summary>Writes the bits of rows whose code is wanted. Every code lies inside the set's table.</summary>
    /// <param name="codes">One a row.</param>
    /// <param name="width">Bytes of a code: 1, 2 or 4.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="wanted">Which codes.</param>
    /// <param name="bits">One word for each 64 rows, the last one filled up with 0.</param>
    public static void Match(byte* codes, int width, int rows, CodeSet wanted, Span<ulong> bits)
    {
        switch (width)
        {
            case 1:
                Match(codes, rows, wanted, bits);
                break;
            case 2:
                Match((ushort*)codes, rows, wanted, bits);
                break;
            default:
                Match((uint*)codes, rows, wanted, bits);
                break;
        }
    }

    private static void Match<T>(T* codes, int rows, CodeSet wanted, Span<ulong> bits)
        where T : unmanaged
    {
        var whole = wanted.IsFew ? rows >> 6 : 0;
        if (whole > 0)
            MatchFew(codes, wanted, bits[..whole]);
        for (var word = whole; word < bits.Length; word++)
            bits[word] = LookUp(codes, word << 6, Math.Min(rows, (word + 1) << 6), wanted);
    }

    private static void MatchFew<T>(T* codes, CodeSet wanted, Span<ulong> bits)
        where T : unmanaged
    {
        var few = wanted.Few;
        Span<Vector512<T>> needles = stackalloc Vector512<T>[few.Length];
        for (var i = 0; i < few.Length; i++)
            needles[i] = Vector512.Create(Code(few[i]));
        var inversion = wanted.IsInverted ? ulong.MaxValue : 0;
        if (needles.Length == 1)
        {
            var needle = needles[0];
            for (var word = 0; word < bits.Length; word++)
                bits[word] = Equal(codes + (word << 6), needle) ^ inversion;
            return;
        }
        for (var word = 0; word < bits.Length; word++)
        {
            var found = 0UL;
            foreach (ref readonly var needle in needles)
                found |= Equal(codes + (word << 6), needle);
            bits[word] = found ^ inversion;
        }

        static T Code(uint code) => sizeof(T) switch
        {
            1 => (T)(object)(byte)code,
            2 => (T)(object)(ushort)code,
            _ => (T)(object)code,
        };
    }

    // 64 codes are 1, 2 or 4 vectors.
    private static ulong Equal<T>(T* codes, Vector512<T> needle)
        where T : unmanaged
    {
        var found = 0UL;
        for (var part = 0; part < sizeof(T); part++)
        {
            var equal = Vector512.Equals(Vector512.Load(codes + (part * Vector512<T>.Count)), needle);
            found |= equal.ExtractMostSignificantBits() << (part * Vector512<T>.Count);
        }
        return found;
    }

    private static ulong LookUp<T>(T* codes, int from, int to, CodeSet wanted)
        where T : unmanaged
    {
        var found = 0UL;
        for (var row = to - 1; row >= from; row--)
        {
            var code = sizeof(T) switch
            {
                1 => ((byte*)codes)[row],
                2 => ((ushort*)codes)[row],
                _ => ((uint*)codes)[row],
            };
            found = (found << 1) | (wanted.Contains(code) ? 1UL : 0);
        }
        return found;
    }
}
