using Analytics.Columnar.Collection;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.Columnar.Identity;

/// <summary>Writes the entries of a batch that are no events into its segment, as codes.</summary>
internal sealed class EntryEncoder(BatchEncoder encoder) : IDisposable
{
    private readonly NativeBuffer<IdentityEntry> _entries = new();
    private readonly NativeBuffer<ActorChange> _changes = new();
    private readonly NativeBuffer<ErasedHash> _hashes = new();
    private readonly NativeBuffer<NameChange> _names = new();
    private readonly ActorChangeReader _reader = new(encoder);

    /// <param name="entries">All of the batch; its events have their codes.</param>
    /// <param name="ids">The dictionary of ids, as the newest snapshot has it.</param>
    /// <param name="erasures">Those so far.</param>
    /// <param name="writer">Takes the sections.</param>
    public void Write(IReadOnlyList<LogEntry> entries, DictionaryIndex ids, Erasures erasures, SegmentWriter writer)
    {
        _entries.Clear();
        _changes.Clear();
        _hashes.Clear();
        _names.Clear();
        foreach (var entry in entries)
            TakeIds(entry);
        // Ids that come after their erasure: collection refuses them, another log may not. What else is said of them
        // in this batch must find them erased.
        erasures.Look(ids, code => _entries.Add(new IdentityEntry(entries[0].Position, IdentityKind.Erase, code)));
        foreach (var entry in entries)
            Add(entry, ids, erasures);
        EntrySections.Write(writer, _entries.Span, _changes.Span, _hashes.Span, _names.Span);
    }

    public void Dispose()
    {
        _entries.Dispose();
        _changes.Dispose();
        _hashes.Dispose();
        _names.Dispose();
        _reader.Dispose();
    }

    private void TakeIds(LogEntry entry)
    {
        if (entry is ActorsMerged merged)
            (_, _) = (Code(merged.Alias), Code(merged.Actor));
        else if (entry is ActorsSplit split)
            Code(split.Alias);
        else if (entry is ActorTaggedBot tagged)
            Code(tagged.Actor);
        else if (entry is ActorPropertiesChanged changed)
            Code(changed.Actor);
    }

    private void Add(LogEntry entry, DictionaryIndex ids, Erasures erasures)
    {
        switch (entry)
        {
            case ActorsMerged merged:
                _entries.Add(new IdentityEntry(
                    entry.Position, IdentityKind.Merge, Code(merged.Alias), Code(merged.Actor)));
                break;
            case ActorsSplit split:
                _entries.Add(new IdentityEntry(entry.Position, IdentityKind.Split, Code(split.Alias)));
                break;
            case ActorTaggedBot tagged:
                _entries.Add(new IdentityEntry(
                    entry.Position, Kind(tagged.IsBot), Code(tagged.Actor)));
                break;
            case ActorPropertiesChanged changed:
                _reader.Read(changed, Code(changed.Actor), _changes);
                break;
            case EventRenamed renamed:
                _names.Add(new NameChange(entry.Position, NameCode(renamed.From), NameCode(renamed.To)));
                break;
            case ActorErased erased:
                Erase(erased, ids, erasures);
                break;
        }
    }

    private static IdentityKind Kind(bool? isBot) => isBot switch
    {
        true => IdentityKind.Bot,
        false => IdentityKind.Person,
        null => IdentityKind.NoTag,
    };

    private void Erase(ActorErased entry, DictionaryIndex ids, Erasures erasures)
    {
        var code = erasures.Add(entry.Key.Span, entry.Hash.Span, ids);
        _entries.Add(new IdentityEntry(entry.Position, IdentityKind.Erase, code));
        _hashes.Add(new ErasedHash(entry.Key.Span, entry.Hash.Span));
    }

    private uint NameCode(string? name) => name is null ? 0 : encoder.Code(DictionaryId.Names, name);

    private uint Code(string id) => encoder.Code(DictionaryId.Actors, id);
}
