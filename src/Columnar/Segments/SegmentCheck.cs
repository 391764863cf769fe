using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Reads a segment's directory and makes sure that every byte is the one that was written.</summary>
internal static unsafe class SegmentCheck
{
    /// <exception cref="SegmentDamagedException">The bytes are not a whole segment of this version.</exception>
    public static SegmentFooter Read(SegmentMemory memory, Dictionary<(SectionKind, uint), SectionEntry> sections)
    {
        var footerAt = memory.Length - sizeof(SegmentFooter);
        if (footerAt < sizeof(ulong))
            throw new SegmentDamagedException("The file is cut.");
        if (Unsafe.ReadUnaligned<ulong>(memory.Start) != SegmentFormat.Header)
            throw new SegmentDamagedException("The file is of another format or version.");
        var footer = Unsafe.ReadUnaligned<SegmentFooter>(memory.Start + footerAt);
        var unsigned = footer with { FooterChecksum = 0 };
        if (Crc32C.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<SegmentFooter>(in unsigned))) != footer.FooterChecksum)
            throw new SegmentDamagedException("The footer is damaged.");
        var directory = new ReadOnlySpan<byte>(
            memory.Start + footer.DirectoryOffset, footer.Sections * sizeof(SectionEntry));
        if (Crc32C.Of(directory) != footer.DirectoryChecksum)
            throw new SegmentDamagedException("The directory is damaged.");
        foreach (var section in MemoryMarshal.Cast<byte, SectionEntry>(directory))
            sections.Add((section.Kind, section.Id), section);
        // What was just built in memory cannot have changed on its way.
        if (memory.Path is not null)
            CheckSections(memory, sections.Values);
        return footer;
    }

    private static void CheckSections(SegmentMemory memory, IEnumerable<SectionEntry> sections)
    {
        foreach (var section in sections)
        {
            var crc = Crc32C.Seed;
            for (long at = 0; at < section.Length; at += 1 << 20)
            {
                var length = (int)Math.Min(1 << 20, section.Length - at);
                crc = Crc32C.Append(crc, new ReadOnlySpan<byte>(memory.Start + section.Offset + at, length));
            }
            if (crc != section.Checksum)
                throw new SegmentDamagedException($"Section {section.Kind} {section.Id} is damaged.");
        }
    }
}
