using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>Binds a condition to one snapshot: text comparisons become a look-up by code, number comparisons intervals.</summary>
internal static class FilterCompiler
{
    /// <returns>Null for null: no condition.</returns>
    public static RowFilter? Compile(EventFilter? filter, Snapshot snapshot) => filter switch
    {
        null => null,
        EventFilter.And and => new AllFilter([.. and.Parts.Select(part => Compile(part, snapshot)!)]),
        EventFilter.Or or => new AnyFilter([.. or.Parts.Select(part => Compile(part, snapshot)!)]),
        EventFilter.Not not => new NotFilter(Compile(not.Part, snapshot)!),
        EventFilter.HasActor => new HasActorFilter(),
        EventFilter.Exists exists => Property(snapshot, exists.Property, PropertyMatch.Anything),
        EventFilter.Compare compare => Property(
            snapshot, compare.Property, PropertyMatch.Compare(compare.Operator, compare.Value)),
        EventFilter.In within => Property(
            snapshot, within.Property, PropertyMatch.AnyOf(within.Values)),
        _ => throw new NotSupportedException($"The condition {filter.GetType().Name} is not known."),
    };

    private static PropertyFilter Property(Snapshot snapshot, PropertyRef named, PropertyMatch match)
    {
        var property = snapshot.Property(named.Name);
        var table = property == 0 ? [0] : TextTable(snapshot.Dictionary(property), match);
        return new PropertyFilter(property, table, match);
    }

    // Once for each distinct value, not once for each row.
    private static byte[] TextTable(DictionaryView texts, PropertyMatch match)
    {
        var table = new byte[texts.Count + 1];
        if (match.MatchesText)
            for (uint code = 1; code < table.Length; code++)
                table[code] = match.Text(texts[code]) ? (byte)1 : (byte)0;
        return table;
    }
}
