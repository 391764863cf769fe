using System.Runtime.InteropServices;

namespace Analytics.Columnar.Encoding;

/// <summary>How the C library keeps the memory behind <see cref="NativeBuffer{T}"/>.</summary>
internal static unsafe class NativeHeap
{
    // malloc.h of the GNU C library.
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;

    private const int LargeBytes = 1 << 18;

    /// <summary>
    /// Has large blocks mapped one by one, so that each goes back to the machine when it is freed. Left alone, glibc
    /// raises the size from which it does so to that of the largest block it saw, up to 32 MiB, and keeps what a merge
    /// used; and it keeps a pool for each thread, up to eight a core. Other C libraries have no such call and no such
    /// habits.
    /// </summary>
    public static void ReturnLargeBlocks()
    {
        if (!TryFind("mallopt", out var address))
            return;
        var set = (delegate* unmanaged<int, int, int>)address;
        _ = set(MmapThreshold, LargeBytes);
        _ = set(ArenaMax, Environment.ProcessorCount);
    }

    /// <summary>Gives back what is free among small blocks, too; takes milliseconds.</summary>
    public static void Trim()
    {
        if (TryFind("malloc_trim", out var address))
            _ = ((delegate* unmanaged<nuint, int>)address)(0);
    }

    private static bool TryFind(string name, out nint address) =>
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out address);
}
