using System.Collections.Immutable;
using Analytics.Columnar.Operators;

namespace Analytics.Columnar.Series;

/// <summary>Chooses the groups that are shown.</summary>
internal static class TopGroups
{
    /// <returns>At most <paramref name="limit"/> groups, highest first, ties by key; then the missing one if met.</returns>
    public static ImmutableArray<int> Choose(SeriesState totals, GroupKeys keys, int limit)
    {
        var best = new SortedSet<Candidate>();
        var missing = false;
        foreach (var group in totals.Seen)
        {
            if (group == GroupKeys.Missing)
            {
                missing = true;
                continue;
            }
            var total = totals.Cells[group];
            if (best.Count == limit && total < best.Max.Total)
                continue;
            best.Add(new Candidate(total, keys.Key(group)!, group));
            if (best.Count > limit)
                best.Remove(best.Max);
        }
        var chosen = best.Select(candidate => candidate.Group);
        return missing ? [.. chosen, GroupKeys.Missing] : [.. chosen];
    }

    private readonly record struct Candidate(decimal Total, string Key, int Group) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other)
        {
            var byTotal = other.Total.CompareTo(Total);
            return byTotal != 0 ? byTotal : string.CompareOrdinal(Key, other.Key);
        }
    }
}
