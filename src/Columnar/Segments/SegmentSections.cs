using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Finds a segment's sections. Header, directory and footer are checked when it is opened; each section when it is
/// first asked for, so that nobody reads a changed byte and opening does not read columns that nobody needs.
/// </summary>
internal sealed unsafe class SegmentSections
{
    private const int VerifyStep = 1 << 20;
    private readonly SegmentMemory _memory;
    private readonly SectionEntry[] _entries;
    private readonly bool[] _verified;
    private readonly Lock[] _gates;
    private readonly Dictionary<(SectionKind, uint), int> _places;

    /// <exception cref="SegmentDamagedException">The bytes are not a whole segment of this version.</exception>
    public SegmentSections(SegmentMemory memory)
    {
        _memory = memory;
        Footer = ReadFooter();
        var directory = new ReadOnlySpan<byte>(
            memory.Start + Footer.DirectoryOffset, Footer.Sections * sizeof(SectionEntry));
        if (Crc32C.Of(directory) != Footer.DirectoryChecksum)
            throw new SegmentDamagedException(memory.Path, "The directory is damaged.");
        _entries = MemoryMarshal.Cast<byte, SectionEntry>(directory).ToArray();
        _places = new Dictionary<(SectionKind, uint), int>(_entries.Length);
        for (var i = 0; i < _entries.Length; i++)
            _places.Add((_entries[i].Kind, _entries[i].Id), i);
        _verified = new bool[_entries.Length];
        // What was just built in memory cannot have changed on its way.
        Array.Fill(_verified, memory.Path is null);
        _gates = memory.Path is null ? [] : [.. _entries.Select(_ => new Lock())];
    }

    public SegmentFooter Footer { get; }

    public IReadOnlyList<SectionEntry> All => _entries;

    /// <exception cref="SegmentDamagedException">The section is not as it was written.</exception>
    public bool TryGet(SectionKind kind, uint id, out SectionEntry section, out byte* start)
    {
        if (!_places.TryGetValue((kind, id), out var place))
        {
            section = default;
            start = null;
            return false;
        }
        section = _entries[place];
        start = _memory.Start + section.Offset;
        if (!Volatile.Read(ref _verified[place]))
            Verify(place, CancellationToken.None);
        return true;
    }

    /// <summary>A section's entry, all zero when there is none; its bytes are not looked at.</summary>
    public SectionEntry Find(SectionKind kind) => _places.TryGetValue((kind, 0), out var place) ? _entries[place] : default;

    public void VerifyAll(CancellationToken cancellationToken)
    {
        for (var place = 0; place < _entries.Length; place++)
            if (!Volatile.Read(ref _verified[place]))
            {
                Verify(place, cancellationToken);
                _memory.LetGo(_entries[place].Offset, _entries[place].Length);
            }
    }

    // Of two threads that need a section one checks it and the other waits; other sections are open to everybody.
    private void Verify(int place, CancellationToken cancellationToken)
    {
        lock (_gates[place])
            if (!_verified[place])
                Compare(place, cancellationToken);
    }

    private void Compare(int place, CancellationToken cancellationToken)
    {
        var section = _entries[place];
        var crc = Crc32C.Seed;
        var length = SegmentFormat.Padded(section.Length);
        for (long at = 0; at < length; at += VerifyStep)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = (int)Math.Min(VerifyStep, length - at);
            crc = Crc32C.Append(crc, new ReadOnlySpan<byte>(_memory.Start + section.Offset + at, step));
            if (IsCold(section.Kind))
                _memory.LetGo(section.Offset + at, step);
        }
        if (crc != section.Checksum)
            throw new SegmentDamagedException(_memory.Path, $"Section {section.Kind} {section.Id} is damaged.");
        Volatile.Write(ref _verified[place], true);
    }

    // Of which a question reads little: most of it is read this once, and goes along when segments are merged.
    private static bool IsCold(SectionKind kind) =>
        kind is SectionKind.Dictionary or SectionKind.EventIds or SectionKind.Positions or SectionKind.Sequences;

    private SegmentFooter ReadFooter()
    {
        var footerAt = _memory.Length - sizeof(SegmentFooter);
        if (footerAt < SegmentFormat.Alignment)
            throw new SegmentDamagedException(_memory.Path, "The file is cut.");
        if (Unsafe.ReadUnaligned<ulong>(_memory.Start) != SegmentFormat.Header
            || new ReadOnlySpan<byte>(_memory.Start, SegmentFormat.Alignment)[sizeof(ulong)..].ContainsAnyExcept((byte)0))
            throw new SegmentDamagedException(_memory.Path, "The file is of another format or version.");
        var footer = Unsafe.ReadUnaligned<SegmentFooter>(_memory.Start + footerAt);
        var unsigned = footer with { FooterChecksum = 0 };
        if (Crc32C.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<SegmentFooter>(in unsigned))) != footer.FooterChecksum)
            throw new SegmentDamagedException(_memory.Path, "The footer is damaged.");
        if (footer.DirectoryOffset + (footer.Sections * (long)sizeof(SectionEntry)) != footerAt)
            throw new SegmentDamagedException(_memory.Path, "The file is cut or has grown.");
        return footer;
    }
}
