using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>
/// Finds the texts of dictionaries that no row and no property of an actor uses. It looks at every row; only after an
/// erasure is that worth it.
/// </summary>
internal sealed class TextSweep(Snapshot snapshot, ActorMap map, Func<Segment, RowRange[]> erasedRows)
{
    private const int Block = 4_096;

    /// <returns>Unused codes by dictionary; those whose text is gone already are left out.</returns>
    public Dictionary<uint, HashSet<uint>> Find()
    {
        var unused = new Dictionary<uint, HashSet<uint>>();
        var dictionaries = snapshot.Segments.SelectMany(segment => segment.Sections)
            .Where(section => section.Kind is SectionKind.Dictionary).Select(section => section.Id).Distinct();
        foreach (var dictionary in dictionaries)
        {
            // Names of properties stay: no row uses them, columns do.
            if (dictionary == DictionaryId.Properties)
                continue;
            using var used = new NativeBuffer<byte>();
            used.Reset(snapshot.Dictionary(dictionary).Count + 1);
            if (dictionary == DictionaryId.Actors)
                MarkIds(used);
            else
                MarkTexts(dictionary, used);
            AddUnused(dictionary, used, unused);
        }
        return unused;
    }

    // An id that only entries name is in use as long as it is not erased.
    private void MarkIds(NativeBuffer<byte> used)
    {
        for (var code = 1; code < used.Count; code++)
            used[code] = map.IsErased((uint)code) ? (byte)0 : (byte)1;
    }

    private void MarkTexts(uint dictionary, NativeBuffer<byte> used)
    {
        var (kind, id) = dictionary == DictionaryId.Names ? (SectionKind.Names, 0) : (SectionKind.Text, dictionary);
        foreach (var segment in snapshot.Segments)
        {
            if (kind is SectionKind.Names)
                MarkRenames(segment, used);
            MarkRows(segment, segment.Codes(kind, id), used);
            foreach (ref readonly var change in segment.ActorChanges)
                if (change.Property == dictionary && change.Value.Kind is ValueKind.Text && !map.IsErased(change.Id))
                    used[(int)change.Value.Value] = 1;
        }
    }

    // A name that only a rename has: events to come are called so.
    private static void MarkRenames(Segment segment, NativeBuffer<byte> used)
    {
        foreach (ref readonly var change in segment.NameChanges)
            used[(int)change.From] = used[(int)change.To] = 1;
    }

    private void MarkRows(Segment segment, CodeColumn column, NativeBuffer<byte> used)
    {
        if (column.IsAbsent)
            return;
        Span<uint> codes = stackalloc uint[Block];
        var erased = erasedRows(segment);
        var next = 0;
        for (var row = 0; row < segment.Rows; row += Block)
        {
            var part = codes[..Math.Min(Block, segment.Rows - row)];
            column.Read(row, part);
            for (; next < erased.Length && erased[next].From < row + part.Length; next++)
            {
                var from = Math.Max(0, erased[next].From - row);
                part[from..Math.Min(part.Length, erased[next].To - row)].Clear();
                if (erased[next].To > row + part.Length)
                    break;
            }
            foreach (var code in part)
                used[(int)code] = 1;
        }
    }

    private void AddUnused(uint dictionary, NativeBuffer<byte> used, Dictionary<uint, HashSet<uint>> unused)
    {
        var texts = snapshot.Dictionary(dictionary);
        for (var code = 1; code < used.Count; code++)
        {
            if (used[code] != 0 || texts[(uint)code].SequenceEqual(RemovedTexts.Mark))
                continue;
            if (!unused.TryGetValue(dictionary, out var codes))
                unused.Add(dictionary, codes = []);
            codes.Add((uint)code);
        }
    }
}
