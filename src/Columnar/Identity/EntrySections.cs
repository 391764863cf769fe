using Analytics.Columnar.Collection;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>The sections of a segment that hold log entries other than events, each in the order of the log.</summary>
internal static class EntrySections
{
    public static void Write(
        SegmentWriter writer, ReadOnlySpan<IdentityEntry> entries, ReadOnlySpan<ActorChange> changes,
        ReadOnlySpan<ErasedHash> hashes, ReadOnlySpan<NameChange> names)
    {
        if (!entries.IsEmpty)
            writer.Section(SectionKind.Identity, entries);
        if (!changes.IsEmpty)
            writer.Section(SectionKind.ActorChanges, changes);
        if (!hashes.IsEmpty)
            writer.Section(SectionKind.ErasedHashes, hashes);
        if (!names.IsEmpty)
            writer.Section(SectionKind.NameChanges, names);
    }

    /// <summary>Writes those of segments that follow each other, without properties of who is removed.</summary>
    public static void Merge(SegmentWriter writer, IReadOnlyList<Segment> sources, RemovedTexts removed)
    {
        using var entries = new NativeBuffer<IdentityEntry>();
        using var changes = new NativeBuffer<ActorChange>();
        using var hashes = new NativeBuffer<ErasedHash>();
        using var names = new NativeBuffer<NameChange>();
        foreach (var source in sources)
        {
            entries.Append(source.IdentityEntries);
            foreach (ref readonly var change in source.ActorChanges)
                if (!removed.Contains(DictionaryId.Actors, change.Id))
                    changes.Add(change);
            hashes.Append(source.ErasedHashes);
            names.Append(source.NameChanges);
        }
        Write(writer, entries.Span, changes.Span, hashes.Span, names.Span);
    }
}
