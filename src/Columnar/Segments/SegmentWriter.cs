using System.Numerics;
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
        sink.Write(_padding.AsSpan(sizeof(ulong)));
    }

    /// <summary>Starts a section; <see cref="Write"/> its content, then end it.</summary>
    public void Begin() => (_start, _checksum) = (_sink.Position, Crc32C.Seed);

    public void Write<T>(ReadOnlySpan<T> content)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(content);
        _checksum = Crc32C.Append(_checksum, bytes);
        _sink.Write(bytes);
    }

    /// <summary>Writes a bit a row and how many are set before each 64.</summary>
    public void WriteRanked(ReadOnlySpan<ulong> bits)
    {
        Write(bits);
        using var ranks = new NativeBuffer<uint>();
        var rank = 0u;
        foreach (var word in bits)
        {
            ranks.Add(rank);
            rank += (uint)BitOperations.PopCount(word);
        }
        Write<uint>(ranks.Span);
        AlignContent();
    }

    /// <summary>Fills up to a multiple of 8 bytes, so that 8-byte values may follow.</summary>
    public void AlignContent()
    {
        var length = _sink.Position - _start;
        Write<byte>(_padding.AsSpan(0, (int)(SegmentFormat.Aligned(length) - length)));
    }

    public void End(SectionKind kind, ColumnForm form, uint id, int count, uint parameter = 0)
    {
        var length = _sink.Position - _start;
        Write<byte>(_padding.AsSpan(0, (int)(SegmentFormat.Padded(length) - length)));
        _sections.Add(new SectionEntry(
            kind, form.Encoding, (byte)form.Width, id, (uint)count, parameter, _start, length, _checksum));
    }

    /// <summary>A section of values as they are.</summary>
    public void Section<T>(SectionKind kind, ReadOnlySpan<T> content, uint parameter = 0)
        where T : unmanaged
    {
        Begin();
        Write(content);
        End(kind, new ColumnForm(SectionEncoding.Dense, Marshal.SizeOf<T>()), 0, content.Length, parameter);
    }

    /// <summary>Closes the segment.</summary>
    /// <param name="footer">What it is; the places and checksums are filled in here.</param>
    public void Finish(SegmentFooter footer)
    {
        var directory = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_sections));
        footer = footer with
        {
            DirectoryOffset = _sink.Position,
            Sections = _sections.Count,
            DirectoryChecksum = Crc32C.Of(directory),
            FooterChecksum = 0,
        };
        _sink.Write(directory);
        footer = footer with { FooterChecksum = Crc32C.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<SegmentFooter>(in footer))) };
        _sink.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<SegmentFooter>(in footer)));
    }
}
