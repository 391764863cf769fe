using System.IO.MemoryMappedFiles;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>The bytes of a segment, wherever they lie.</summary>
internal abstract unsafe class SegmentMemory : IDisposable
{
    public byte* Start { get; protected init; }

    public long Length { get; protected init; }

    /// <summary>The file's path; null for a segment that is in memory only.</summary>
    public virtual string? Path => null;

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

    public override void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
