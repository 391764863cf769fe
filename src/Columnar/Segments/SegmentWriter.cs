using System.Runtime.InteropServices;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Writes one segment from front to back; nothing written is touched again.</summary>
internal sealed class SegmentWriter
{
    private static readonly byte[] _padding = new byte[SegmentFormat.Alignment];
    private readonly ISegmentSink _sink;
    private readonly List<SectionEntry> _sections = [];
    private long _start;
    private uint _checksum;

    public SegmentWriter(ISegmentSink sink)
    {
        _sink = sink;
        var header = SegmentFormat.Header;
        sink.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in header)));
    }

    /// <summary>Starts a section; <see cref="Write"/> its content, then <see cref="End"/> it.</summary>
    public void Begin()
    {
        Pad(SegmentFormat.Alignment, 0);
        (_start, _checksum) = (_sink.Position, Crc32C.Seed);
    }

    public void Write<T>(ReadOnlySpan<T> content)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(content);
        _checksum = Crc32C.Append(_checksum, bytes);
        _sink.Write(bytes);
    }

    /// <summary>Fills up to a multiple of 8 bytes, so that longs may follow.</summary>
    public void AlignContent()
    {
        var missing = (int)(-(_sink.Position - _start) & 7);
        Write<byte>(_padding.AsSpan(0, missing));
    }

    public void End(SectionKind kind, SectionEncoding encoding, uint id, int count, uint parameter = 0) =>
        _sections.Add(new SectionEntry(
            kind, encoding, id, (uint)count, parameter, _start, _sink.Position - _start, _checksum));

    public void Section<T>(SectionKind kind, ReadOnlySpan<T> content)
        where T : unmanaged
    {
        Begin();
        Write(content);
        End(kind, SectionEncoding.Plain, 0, content.Length);
    }

    /// <summary>Closes the segment, which holds the log after one position through another.</summary>
    public void Finish(long after, long through, int rows)
    {
        Pad(SegmentFormat.Alignment, 0);
        var directory = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_sections));
        var footer = new SegmentFooter(
            after, through, _sink.Position, _sections.Count, rows, Crc32C.Of(directory), 0);
        _sink.Write(directory);
        footer = footer with { FooterChecksum = Crc32C.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<SegmentFooter>(in footer))) };
        _sink.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<SegmentFooter>(in footer)));
    }

    private void Pad(int alignment, long start) =>
        _sink.Write(_padding.AsSpan(0, (int)(-(_sink.Position - start) & (alignment - 1))));
}
