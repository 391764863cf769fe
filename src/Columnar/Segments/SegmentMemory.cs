using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>The bytes of a segment, wherever they lie.</summary>
internal abstract unsafe class SegmentMemory : IDisposable
{
    public byte* Start { get; protected init; }

    public long Length { get; protected init; }

    /// <summary>The file's path; null for a segment that is in memory only.</summary>
    public virtual string? Path => null;

    /// <summary>
    /// Takes what was read of it off the process's memory: a file's bytes stay with the system, and come back when they
    /// are read again.
    /// </summary>
    public virtual void LetGo(long offset, long length)
    {
    }

    public abstract void Dispose();
}

internal sealed unsafe class NativeSegmentMemory : SegmentMemory
{
    private readonly NativeBuffer<byte> _bytes;

    public NativeSegmentMemory(NativeBuffer<byte> bytes)
    {
        _bytes = bytes;
        Start = bytes.Pointer;
        Length = bytes.Count;
    }

    public override void Dispose() => _bytes.Dispose();
}

internal sealed unsafe class MappedSegmentMemory : SegmentMemory
{
    private const int DoNotNeed = 4;   // MADV_DONTNEED of Linux

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public MappedSegmentMemory(string path)
    {
        Path = path;
        Length = new FileInfo(path).Length;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    public override string Path { get; }

    public override void LetGo(long offset, long length)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var end = (offset + length) & -Environment.SystemPageSize;
        offset = (offset + Environment.SystemPageSize - 1) & -Environment.SystemPageSize;
        // It is a hint: where it fails the pages stay.
        if (offset < end)
            _ = Advise(Start + offset, (nuint)(end - offset), DoNotNeed);
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(byte* start, nuint length, int advice);

    public override void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
