using System.Runtime.InteropServices;

namespace Analytics.Columnar.Segments;

/// <summary>
/// The events of a span of the log, sorted by actor and time, immutable. Whoever reads holds a reference
/// (<see cref="AddReference"/>, <see cref="Release"/>); the last one to let go frees the memory, and the file once
/// it is <see cref="Retire">retired</see>.
/// </summary>
internal sealed unsafe class Segment
{
    private readonly SegmentMemory _memory;
    private readonly Dictionary<(SectionKind, uint), SectionEntry> _sections = [];
    private int _references = 1;
    private volatile bool _retired;

    /// <exception cref="SegmentDamagedException">The bytes are not a whole segment of this version.</exception>
    public Segment(SegmentMemory memory)
    {
        _memory = memory;
        var footer = SegmentCheck.Read(memory, _sections);
        (After, Through, Rows) = (footer.After, footer.Through, footer.Rows);
        Names = Codes(SectionKind.Names, 0);
        Sessions = Codes(SectionKind.Sessions, 0);
        NobodyRows = Actors.Length > 0 && Actors[0] == 0 ? (int)ActorStarts[1] : 0;
        (FirstTime, LastTime) = (long.MaxValue, long.MinValue);
        foreach (var total in NameTotals)
            (FirstTime, LastTime) = (Math.Min(FirstTime, total.First), Math.Max(LastTime, total.Last));
    }

    /// <summary>Holds the log after this position ...</summary>
    public long After { get; }

    /// <summary>... through this one.</summary>
    public long Through { get; }

    public int Rows { get; }

    /// <summary>The first rows, which are about nobody.</summary>
    public int NobodyRows { get; }

    public long FirstTime { get; }

    public long LastTime { get; }

    public bool IsOnDisk => _memory.Path is not null;

    public string? Path => _memory.Path;

    public long Bytes => _memory.Length;

    public CodeColumn Names { get; }

    public CodeColumn Sessions { get; }

    public ReadOnlySpan<uint> Actors => Content<uint>(SectionKind.Actors);

    public ReadOnlySpan<uint> ActorStarts => Content<uint>(SectionKind.ActorStarts);

    public ReadOnlySpan<long> Times => Content<long>(SectionKind.Times);

    public ReadOnlySpan<uint> Positions => Content<uint>(SectionKind.Positions);

    public ReadOnlySpan<NameTotal> NameTotals => Content<NameTotal>(SectionKind.NameTotals);

    public IEnumerable<SectionEntry> Sections => _sections.Values;

    public CodeColumn Codes(SectionKind kind, uint id) =>
        _sections.TryGetValue((kind, id), out var section) ? new CodeColumn(_memory.Start + section.Offset, section) : default;

    /// <summary>The names, counting rows from this one. Every row has one, so they are never sparse.</summary>
    public NameColumn NamesFrom(int row)
    {
        var column = Codes(SectionKind.Names, 0).From(row);
        return new NameColumn(column.Dense, column.Width);
    }

    public NumberColumn Numbers(uint property) =>
        _sections.TryGetValue((SectionKind.Number, property), out var section)
            ? new NumberColumn(_memory.Start + section.Offset, section)
            : default;

    public ReadOnlySpan<byte> EventId(int row)
    {
        var ends = Content<long>(SectionKind.EventIdEnds);
        var start = row == 0 ? 0 : ends[row - 1];
        return new ReadOnlySpan<byte>(
            _memory.Start + _sections[(SectionKind.EventIdBytes, 0)].Offset + start, (int)(ends[row] - start));
    }

    /// <returns>Null when the sender gave none.</returns>
    public long? Sequence(int row)
    {
        if (!_sections.TryGetValue((SectionKind.Sequences, 0), out var section))
            return null;
        var start = _memory.Start + section.Offset;
        var count = (int)section.Count;
        var index = new ReadOnlySpan<uint>(start, count).BinarySearch((uint)row);
        return index < 0 ? null : ((long*)(start + SparseRows.Bytes(count)))[index];
    }

    /// <summary>The texts that this segment adds to a dictionary; empty when there are none.</summary>
    public DictionaryPart Part(uint dictionary)
    {
        if (!_sections.TryGetValue((SectionKind.Dictionary, dictionary), out var section))
            return default;
        var start = _memory.Start + section.Offset;
        return new DictionaryPart((uint*)start, start + SparseRows.Bytes((int)section.Count), section.Parameter, (int)section.Count);
    }

    /// <summary>The part of <see cref="Actors"/> that has people's rows, or bots'; each ascends by actor.</summary>
    public (int From, int To) Runs(bool bots) => bots ? (Actors.Length, Actors.Length) : (0, Actors.Length);

    /// <summary>The actor under whom a row stands in this segment.</summary>
    public uint ActorOf(int row)
    {
        var run = ActorStarts.BinarySearch((uint)row);
        return Actors[run < 0 ? ~run - 1 : run];
    }

    /// <summary>The first row of the first actor whose code is at least this.</summary>
    public int FirstRowOf(uint actor)
    {
        var index = Actors.BinarySearch(actor);
        return (int)ActorStarts[index < 0 ? ~index : index];
    }

    public void AddReference() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) > 0)
            return;
        _memory.Dispose();
        if (_retired && Path is { } path)
            File.Delete(path);
    }

    /// <summary>Another segment has taken its place: the file goes with the last reader.</summary>
    public void Retire() => _retired = true;

    private ReadOnlySpan<T> Content<T>(SectionKind kind)
        where T : unmanaged =>
        _sections.TryGetValue((kind, 0), out var section)
            ? MemoryMarshal.CreateReadOnlySpan(ref *(T*)(_memory.Start + section.Offset), (int)(section.Length / sizeof(T)))
            : [];
}
