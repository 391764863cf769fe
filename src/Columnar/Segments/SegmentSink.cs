using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Where a segment's bytes go: memory for the newest events, a file for the rest.</summary>
internal interface ISegmentSink
{
    long Position { get; }

    void Write(ReadOnlySpan<byte> bytes);
}

internal sealed class NativeSink(NativeBuffer<byte> bytes) : ISegmentSink
{
    public long Position => bytes.Count;

    public void Write(ReadOnlySpan<byte> data) => bytes.Append(data);
}

/// <summary>Where a merge writes.</summary>
internal sealed class MergeSink(ISegmentSink sink, SourcePages pages) : ISegmentSink
{
    public long Position => sink.Position;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        sink.Write(bytes);
        pages.Count(bytes.Length);
    }
}

internal sealed class FileSink(FileStream file) : ISegmentSink
{
    public long Position => file.Position;

    public void Write(ReadOnlySpan<byte> data) => file.Write(data);
}
