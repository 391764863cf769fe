using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Tests.Shards;

namespace Analytics.Columnar.Tests.Segments;

/// <summary>No byte of a segment can change unnoticed.</summary>
public sealed unsafe class ChangedByteTests
{
    private readonly byte[] _bytes = Build();

    [Fact]
    public void Whole_segment_is_accepted()
    {
        using var memory = new FileLike(_bytes, _bytes.Length);

        new Segment(memory).Verify(CancellationToken.None);
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        for (var at = 0; at < _bytes.Length; at++)
        {
            var before = _bytes[at];
            _bytes[at] ^= (byte)(1 << (at % 8));
            using (var memory = new FileLike(_bytes, _bytes.Length))
                Assert.Throws<SegmentDamagedException>(() => new Segment(memory).Verify(CancellationToken.None));
            _bytes[at] = before;
        }
    }

    [Fact]
    public void Segment_that_was_cut_anywhere_is_noticed()
    {
        for (var length = 0; length < _bytes.Length; length += 7)
        {
            using var memory = new FileLike(_bytes, length);
            Assert.Throws<SegmentDamagedException>(() => new Segment(memory).Verify(CancellationToken.None));
        }
    }

    [Fact]
    public void Column_is_checked_before_its_first_value_is_read()
    {
        using var whole = new FileLike(_bytes, _bytes.Length);
        foreach (var section in new Segment(whole).Sections)
        {
            using var memory = new FileLike(_bytes, _bytes.Length);
            var segment = new Segment(memory);
            memory.Start[section.Offset + (section.Length / 2)] ^= 4;

            var damage = Assert.Throws<SegmentDamagedException>(() => Read(segment, section));
            Assert.Equal("file", damage.Path);
        }
    }

    private static void Read(Segment segment, SectionEntry section)
    {
        _ = section.Kind switch
        {
            SectionKind.Actors => segment.Actors.Length,
            SectionKind.ActorStarts => segment.ActorStarts.Length,
            SectionKind.TimesHigh or SectionKind.TimesLow => (int)segment.Times.At(0),
            SectionKind.Sessions => (int)segment.Sessions.HashAt(0),
            SectionKind.Sequences => (int)(segment.Sequence(0) ?? 0),
            SectionKind.EventIds => segment.EventIds[0].Length,
            SectionKind.Positions => segment.Positions.Length,
            SectionKind.NameTotals => segment.NameTotals.Length,
            SectionKind.Dictionary => segment.Part(section.Id).Count,
            SectionKind.Number => (int)segment.Numbers(section.Id)[0],
            _ => (int)segment.Codes(section.Kind, section.Id)[0],
        };
    }

    private static byte[] Build()
    {
        using var store = new RandomStore(5, 2, 9);
        var bytes = new NativeBuffer<byte>();
        using (var merge = new SegmentMerge(store.Snapshot, .., CancellationToken.None))
            merge.Write(new NativeSink(bytes));
        var copy = bytes.Span.ToArray();
        bytes.Dispose();
        return copy;
    }

    /// <summary>Bytes that are taken for a file's.</summary>
    private sealed class FileLike : SegmentMemory
    {
        private readonly NativeBuffer<byte> _copy = new();

        public FileLike(byte[] bytes, int length)
        {
            _copy.Append(bytes.AsSpan(0, length));
            Start = _copy.Pointer;
            Length = length;
        }

        public override string Path => "file";

        public override void Dispose() => _copy.Dispose();
    }
}
