using Analytics.Columnar.Collection;
using System.Runtime.InteropServices;
using Analytics.Columnar.Identity;

namespace Analytics.Columnar.Segments;

/// <summary>
/// The events of a span of the log, sorted by actor and time, immutable. Whoever reads holds a reference
/// (<see cref="AddReference"/>, <see cref="Release"/>); the last one to let go frees the memory, and the file once
/// it is <see cref="Retire">retired</see>.
/// </summary>
internal sealed unsafe class Segment
{
    private readonly SegmentMemory _memory;
    private readonly SegmentFooter _footer;
    private readonly SegmentSections _sections;
    private int _references = 1;
    private volatile bool _retired;
    private volatile bool _misplaced;

    /// <exception cref="SegmentDamagedException">The bytes are not a whole segment of this version.</exception>
    public Segment(SegmentMemory memory)
    {
        _memory = memory;
        _sections = new SegmentSections(memory);
        _footer = _sections.Footer;
    }

    /// <summary>Holds the log after this position ...</summary>
    public long After => _footer.After;

    /// <summary>... through this one.</summary>
    public long Through => _footer.Through;

    /// <summary>Rows stand where identity, bot tags and erasure of the log through this position put them.</summary>
    public long Arranged => _footer.Arranged;

    /// <summary>Whether that part of the log was lost from memory since and came again, perhaps with other codes: then a
    /// row may stand anywhere.</summary>
    public bool IsMisplaced => _misplaced;

    public int Rows => _footer.Rows;

    /// <summary>The rows of people, which come first.</summary>
    public int PeopleRows => Rows == 0 ? 0 : (int)ActorStarts[_footer.PeopleRuns];

    public long FirstTime => _footer.FirstTime;

    public long LastTime => _footer.LastTime;

    public bool IsOnDisk => _memory.Path is not null;

    public string? Path => _memory.Path;

    public long Bytes => _memory.Length;

    /// <summary>Those of people, ascending, then those of bots.</summary>
    public ReadOnlySpan<uint> Actors => Content<uint>(SectionKind.Actors);

    public ReadOnlySpan<uint> ActorStarts => Content<uint>(SectionKind.ActorStarts);

    /// <summary>Log positions less <see cref="After"/>.</summary>
    public ReadOnlySpan<uint> Positions => Content<uint>(SectionKind.Positions);

    public ReadOnlySpan<NameTotal> NameTotals => Content<NameTotal>(SectionKind.NameTotals);

    /// <summary>Entries about who is who, in the order of the log.</summary>
    public ReadOnlySpan<IdentityEntry> IdentityEntries => Content<IdentityEntry>(SectionKind.Identity);

    /// <summary>Changes of actors' properties, in the order of the log.</summary>
    public ReadOnlySpan<ActorChange> ActorChanges => Content<ActorChange>(SectionKind.ActorChanges);

    /// <summary>Renames of events, in the order of the log.</summary>
    public ReadOnlySpan<NameChange> NameChanges => Content<NameChange>(SectionKind.NameChanges);

    public ReadOnlySpan<ErasedHash> ErasedHashes => Content<ErasedHash>(SectionKind.ErasedHashes);

    public IEnumerable<SectionEntry> Sections => _sections.All;

    public CodeColumn Names => Codes(SectionKind.Names, 0);

    /// <summary>The form of <see cref="Times"/>, without looking at them.</summary>
    public TimeForm TimeForm => TimeForm.Of(
        _sections.Find(SectionKind.TimesHigh).Parameter, _sections.Find(SectionKind.TimesLow).Width);

    public TimeColumn Times =>
        _sections.TryGet(SectionKind.TimesHigh, 0, out _, out var high)
            ? new TimeColumn(
                (uint*)high, _sections.TryGet(SectionKind.TimesLow, 0, out _, out var low) ? low : null, 0, TimeForm, TimeForm.Shift)
            : default;

    public SessionColumn Sessions =>
        _sections.TryGet(SectionKind.Sessions, 0, out _, out var start)
            ? new SessionColumn(RankedBits.At(start, Rows), (ulong*)(start + RankedBits.Bytes(Rows)), 0)
            : default;

    public IdColumn OwnIds => new(Codes(SectionKind.OwnIds, 0));

    public EventIdColumn EventIds =>
        _sections.TryGet(SectionKind.EventIds, 0, out var section, out var start)
            ? new EventIdColumn(start, Rows, section.Width)
            : default;

    /// <summary>Sequence numbers, which may have any value: ask whether a row has one by <see cref="Sequence"/>.</summary>
    public NumberColumn Sequences =>
        _sections.TryGet(SectionKind.Sequences, 0, out var section, out var start)
            ? new NumberColumn(start, section, Rows)
            : default;

    public CodeColumn Codes(SectionKind kind, uint id) =>
        _sections.TryGet(kind, id, out var section, out var start) ? new CodeColumn(start, section, Rows) : default;

    public NumberColumn Numbers(uint property) =>
        _sections.TryGet(SectionKind.Number, property, out var section, out var start)
            ? new NumberColumn(start, section, Rows)
            : default;

    /// <returns>Null when the sender gave none.</returns>
    public long? Sequence(int row)
    {
        if (Sequences is not { IsAbsent: false } sequences)
            return null;
        var cursor = sequences.Over(row, row + 1);
        return cursor.MoveNext() ? sequences.Value(cursor.Value) : null;
    }

    /// <summary>The texts that this segment adds to a dictionary; empty when there are none.</summary>
    public DictionaryPart Part(uint dictionary) =>
        _sections.TryGet(SectionKind.Dictionary, dictionary, out var section, out var start)
            ? new DictionaryPart(
                (uint*)start, start + SegmentFormat.Aligned(section.Count * (long)sizeof(uint)), section.Parameter, (int)section.Count)
            : default;

    /// <summary>The part of <see cref="Actors"/> that has people's rows, or bots'; each ascends by actor.</summary>
    public (int From, int To) Runs(bool bots) =>
        bots ? (_footer.PeopleRuns, Actors.Length) : (0, _footer.PeopleRuns);

    /// <summary>The actor under whom a row stands in this segment.</summary>
    public uint ActorOf(int row) => Actors[RunOf(row)];

    /// <summary>The run of <see cref="Actors"/> that has a row.</summary>
    public int RunOf(int row)
    {
        var run = ActorStarts.BinarySearch((uint)row);
        return run < 0 ? ~run - 1 : run;
    }

    /// <summary>Whether the event itself was tagged as a bot's.</summary>
    public bool IsBotEvent(int row) => Codes(SectionKind.BotEvents, 0)[row] != 0;

    /// <summary>Looks at every byte that nobody has asked for yet.</summary>
    /// <exception cref="SegmentDamagedException">One is not as it was written.</exception>
    public void Verify(CancellationToken cancellationToken) => _sections.VerifyAll(cancellationToken);

    /// <summary>Takes what was read of a file off the process's memory.</summary>
    public void LetGo() => _memory.LetGo(0, _memory.Length);

    public void AddReference() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) > 0)
            return;
        _memory.Dispose();
        if (_retired && Path is { } path)
            File.Delete(path);
    }

    /// <summary>Says so of <see cref="IsMisplaced"/>.</summary>
    public void Misplace() => _misplaced = true;

    /// <summary>Another segment has taken its place: the file goes with the last reader.</summary>
    public void Retire() => _retired = true;

    private ReadOnlySpan<T> Content<T>(SectionKind kind)
        where T : unmanaged =>
        _sections.TryGet(kind, 0, out var section, out var start)
            ? MemoryMarshal.CreateReadOnlySpan(ref *(T*)start, (int)(section.Length / sizeof(T)))
            : [];
}
