using System.Runtime.InteropServices;

namespace Analytics.Columnar.Segments;

/// <summary>
/// A segment file: the magic number and version, sections that each start at a multiple of 64 bytes, the directory
/// of the sections, the footer. Little-endian throughout. Rows of people come first, then those of bots; each part is
/// sorted by (actor code, occurredAt, sequence with a missing one last, event id by bytes).
/// </summary>
internal static class SegmentFormat
{
    /// <summary>"ACOLSEG" and the version; a change of anything below takes the next number.</summary>
    public const ulong Header = 0x02_47_45_53_4C_4F_43_41;

    public const int Alignment = 64;

    /// <summary>Stands for a row that has no number.</summary>
    public const long NoNumber = long.MinValue;

    /// <summary>Length of a section with its padding, which its checksum covers too.</summary>
    public static long Padded(long length) => (length + Alignment - 1) & -Alignment;

    /// <summary>Where 8-byte values may follow content of this length.</summary>
    public static long Aligned(long length) => (length + 7) & ~7L;
}

internal enum SectionKind : ushort
{
    /// <summary>Actor codes that have rows, uint: those of people ascending, then those of bots; 0 is nobody.</summary>
    Actors = 1,

    /// <summary>First row of each of them and the number of rows, uint.</summary>
    ActorStarts = 2,

    /// <summary>High parts of occurredAt, uint; the base in units of 131,072 ms is the parameter.</summary>
    TimesHigh = 3,

    /// <summary>Low parts, so many bits a row as the width says.</summary>
    TimesLow = 4,

    /// <summary>Codes of event names.</summary>
    Names = 5,

    /// <summary>Sessions that clients sent: a bit for each row that starts one, ranks, a hash for each start.</summary>
    Sessions = 6,

    /// <summary>Sequence numbers of the rows that have one.</summary>
    Sequences = 7,

    /// <summary>Event ids: where each 64 rows' start, their lengths, their bytes.</summary>
    EventIds = 8,

    /// <summary>Log position less the segment's first, uint.</summary>
    Positions = 9,

    /// <summary>Count, earliest and latest time by event name, apart for people and bots.</summary>
    NameTotals = 10,

    /// <summary>New texts of a dictionary: their ends, uint, then their bytes.</summary>
    Dictionary = 11,

    /// <summary>Codes of a property's texts; 0 for none.</summary>
    Text = 12,

    /// <summary>A property's numbers.</summary>
    Number = 13,

    /// <summary>0 for none, 1 for false, 2 for true.</summary>
    Boolean = 14,

    /// <summary>Codes of the ids that events were sent with where these are not their actor's own.</summary>
    OwnIds = 15,

    /// <summary>Log entries about who is who, in the order of the log.</summary>
    Identity = 20,

    /// <summary>Changes of actors' properties, in the order of the log.</summary>
    ActorChanges = 21,

    /// <summary>Keyed hashes of the ids that were erased.</summary>
    ErasedHashes = 22,

    /// <summary>1 for events that were tagged as a bot's at collection, whoever sent them.</summary>
    BotEvents = 23,

    /// <summary>Renames of events, in the order of the log.</summary>
    NameChanges = 24,
}

/// <summary>Which rows a column's values belong to.</summary>
internal enum SectionEncoding : byte
{
    /// <summary>One value a row.</summary>
    Dense = 0,

    /// <summary>A bit a row that says whether it has a value, the number of values before each 64 rows, the values.</summary>
    Ranked = 1,

    /// <summary>The rows that have a value, uint, ascending, then their values.</summary>
    Sparse = 2,
}

/// <summary>One entry of the directory.</summary>
/// <param name="Kind">What the section holds.</param>
/// <param name="Encoding">How.</param>
/// <param name="Width">Bytes of a value; bits for <see cref="SectionKind.TimesLow"/>.</param>
/// <param name="Id">The property's code or the dictionary's id; 0 for the rest.</param>
/// <param name="Count">Values.</param>
/// <param name="Parameter">A number column's scale, a dictionary's first code, the base of times.</param>
/// <param name="Offset">From the start of the file, bytes.</param>
/// <param name="Length">Bytes, without the padding.</param>
/// <param name="Checksum">CRC-32C of the bytes and the padding.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct SectionEntry(
    SectionKind Kind,
    SectionEncoding Encoding,
    byte Width,
    uint Id,
    uint Count,
    uint Parameter,
    long Offset,
    long Length,
    uint Checksum)
{
    /// <summary><see cref="Parameter"/> of numbers that have a scale each.</summary>
    public const uint OwnScales = uint.MaxValue;
}

/// <summary>What a segment is, as a whole.</summary>
/// <param name="After">It holds the log after this position ...</param>
/// <param name="Through">... through this one.</param>
/// <param name="Arranged">Identity, bots and erasure are those of the log through this position.</param>
/// <param name="FirstTime">Earliest occurredAt; later than the latest when there are no rows.</param>
/// <param name="LastTime">Latest occurredAt.</param>
/// <param name="DirectoryOffset">Where the sections are listed.</param>
/// <param name="Sections">How many.</param>
/// <param name="Rows">Events.</param>
/// <param name="PeopleRuns">So many of the actors are people's, the first ones.</param>
/// <param name="DirectoryChecksum">CRC-32C.</param>
/// <param name="FooterChecksum">CRC-32C of the footer with 0 in this place.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct SegmentFooter(
    long After,
    long Through,
    long Arranged,
    long FirstTime,
    long LastTime,
    long DirectoryOffset,
    int Sections,
    int Rows,
    int PeopleRuns,
    uint DirectoryChecksum,
    uint FooterChecksum);

/// <summary>How often an event name occurs in a segment, and when.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct NameTotal(uint Name, uint IsBot, long Count, long First, long Last);

/// <summary>Dictionaries that are not a property's values; those are numbered by the property's code.</summary>
internal static class DictionaryId
{
    public const uint Actors = uint.MaxValue;

    public const uint Names = uint.MaxValue - 1;

    public const uint Properties = uint.MaxValue - 3;
}
