using System.Runtime.InteropServices;

namespace Analytics.Columnar.Segments;

/// <summary>
/// A segment file: the magic number and version, sections that each start at a multiple of 64 bytes, the directory
/// of the sections, the footer. Little-endian throughout. Rows are sorted by (actor code, occurredAt, sequence with
/// a missing one last, event id by bytes).
/// </summary>
internal static class SegmentFormat
{
    /// <summary>"ACOLSEG" and the version; a change of anything below takes the next number.</summary>
    public const ulong Header = 0x01_47_45_53_4C_4F_43_41;

    public const int Alignment = 64;

    /// <summary>In a dense number column: this row has no number.</summary>
    public const long NoNumber = long.MinValue;
}

internal enum SectionKind : ushort
{
    /// <summary>Actor codes present, ascending, uint; 0 is nobody.</summary>
    Actors = 1,

    /// <summary>First row of each of them and the number of rows, uint.</summary>
    ActorStarts = 2,

    /// <summary>occurredAt, milliseconds since 1970, long.</summary>
    Times = 3,

    /// <summary>Log position less the segment's first, uint.</summary>
    Positions = 4,

    /// <summary>Codes of event names.</summary>
    Names = 5,

    /// <summary>Codes of the sessions that clients sent; 0 for none.</summary>
    Sessions = 6,

    /// <summary>Sequence numbers of the rows that have one: rows, uint, then values, long.</summary>
    Sequences = 7,

    /// <summary>End of each event id in <see cref="EventIdBytes"/>, long.</summary>
    EventIdEnds = 8,

    EventIdBytes = 9,

    /// <summary>Count, earliest and latest time by event name.</summary>
    NameTotals = 10,

    /// <summary>New texts of a dictionary: their ends, uint, then their bytes.</summary>
    Dictionary = 11,

    /// <summary>Codes of a property's texts; 0 for none.</summary>
    Text = 12,

    /// <summary>A property's numbers.</summary>
    Number = 13,

    /// <summary>0 for none, 1 for false, 2 for true.</summary>
    Boolean = 14,
}

internal enum SectionEncoding : ushort
{
    /// <summary>One value a row; codes take 1, 2 or 4 bytes, numbers 8.</summary>
    Plain = 0,

    Bytes1 = 1,

    Bytes2 = 2,

    Bytes4 = 4,

    /// <summary>The rows that have a value, uint, ascending, then their values.</summary>
    Sparse = 16,

    /// <summary>As <see cref="Sparse"/>, then a byte each with the number's own scale.</summary>
    SparseWide = 17,
}

/// <summary>One entry of the directory.</summary>
/// <param name="Kind">What the section holds.</param>
/// <param name="Encoding">How.</param>
/// <param name="Id">The property's code or the dictionary's id; 0 for the rest.</param>
/// <param name="Count">Entries.</param>
/// <param name="Parameter">A number column's scale, a dictionary's first code.</param>
/// <param name="Offset">From the start of the file, bytes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Checksum">CRC-32C of the bytes.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct SectionEntry(
    SectionKind Kind,
    SectionEncoding Encoding,
    uint Id,
    uint Count,
    uint Parameter,
    long Offset,
    long Length,
    uint Checksum);

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct SegmentFooter(
    long After,
    long Through,
    long DirectoryOffset,
    int Sections,
    int Rows,
    uint DirectoryChecksum,
    uint FooterChecksum);

/// <summary>How often an event name occurs in a segment, and when.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct NameTotal(uint Name, long Count, long First, long Last);

/// <summary>Dictionaries that are not a property's values; those are numbered by the property's code.</summary>
internal static class DictionaryId
{
    public const uint Actors = uint.MaxValue;

    public const uint Names = uint.MaxValue - 1;

    public const uint Sessions = uint.MaxValue - 2;

    public const uint Properties = uint.MaxValue - 3;
}
