using System.Collections.Immutable;
using Analytics.Columnar.Operators;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>A group that an answer shows.</summary>
/// <param name="Group">Its number; -1 when no event can have it.</param>
/// <param name="Key">Its values.</param>
internal readonly record struct ShownGroup(int Group, GroupKey Key);

/// <summary>Which groups a breakdown shows, and where their figures stand, for all scans that are broken down alike.</summary>
/// <param name="space">Numbers the groups.</param>
/// <param name="breakdown">What is asked.</param>
/// <param name="order">Orders the groups, over the range.</param>
internal sealed class GroupPlan(GroupSpace space, SeriesBreakdown breakdown, Measure order)
{
    // Up to so many cells all groups are counted by bucket at once, and folded when it is known which are shown.
    private const long MostDirectCells = 1 << 16;
    private int _ownSlots;

    public GroupSpace Space => space;

    public Measure Order => order;

    /// <summary>In the order of the answer; known from the start when the question names them.</summary>
    public ImmutableArray<ShownGroup> Shown { get; private set; } = breakdown.Keys is { } keys
        ? [.. keys.Select(key => new ShownGroup(space.Of(key), key))]
        : [];

    public bool IsChosen { get; private set; } = breakdown.Keys is not null;

    public int Other => _ownSlots > 0 ? _ownSlots : Shown.Length;

    public int All => Other + 1;

    /// <summary>Where a shown group's figures stand.</summary>
    /// <param name="shown">Its index in <see cref="Shown"/>.</param>
    public int Slot(int shown) => _ownSlots > 0 && Shown[shown].Group >= 0 ? Shown[shown].Group : shown;

    /// <summary>Whether every group gets its own cells at first.</summary>
    public bool CountsAllAtOnce(SeriesScan scan) =>
        space.IsFixed && scan.Specs.All(spec => spec.AddsUp) && (long)space.Count * scan.Buckets.Count <= MostDirectCells;

    /// <summary>Gives every group a slot of its own where all that there can be are shown: then one pass does.</summary>
    /// <param name="scan">Of a measure that orders the groups, too.</param>
    /// <returns>False where some may not be shown, or they are too many.</returns>
    public bool TryShowAll(SeriesScan scan)
    {
        // The group in which every dimension is missing is shown beside the others.
        if (!space.IsFixed || space.Count - 1 > breakdown.Limit || (long)space.Count * scan.Buckets.Count > MostDirectCells
            || !FigureSpec.Of(order).All(scan.Specs.Contains))
            return false;
        _ownSlots = space.Count;
        return true;
    }

    /// <summary>Where the shown groups stand.</summary>
    public SlotLayout Layout(int width)
    {
        if (_ownSlots > 0)
            return new SlotLayout([.. Enumerable.Range(0, _ownSlots)], Other, All, width, 0);
        var slots = new int[space.Count];
        Array.Fill(slots, Other);
        for (var slot = 0; slot < Shown.Length; slot++)
            if (Shown[slot].Group >= 0)
                slots[Shown[slot].Group] = slot;
        return new SlotLayout(slots, Other, All, width, 0);
    }

    /// <summary>Chooses the groups with the highest figures, a figure of null after all others, ties by key; then the
    /// one in which every dimension is missing.</summary>
    /// <param name="seen">Groups with an event.</param>
    /// <param name="total">A group's figure.</param>
    public void Choose(ReadOnlySpan<bool> seen, Func<int, decimal?> total)
    {
        IsChosen = true;
        var missing = space.Of(new GroupKey([.. space.Dimensions.Select(_ => (string?)null)]));
        var best = new SortedSet<Candidate>();
        for (var group = 0; group < seen.Length; group++)
        {
            if (!seen[group] || group == missing)
                continue;
            var figure = total(group);
            if (best.Count == breakdown.Limit && Compare(figure, best.Max.Total) > 0)
                continue;
            best.Add(new Candidate(figure, space.Key(group), group));
            if (best.Count > breakdown.Limit)
                best.Remove(best.Max);
        }
        Shown = [.. best.Select(candidate => new ShownGroup(candidate.Group, candidate.Key))];
        if (missing < seen.Length && seen[missing])
            Shown = Shown.Add(new ShownGroup(missing, space.Key(missing)));
    }

    private static int Compare(decimal? left, decimal? right) =>
        left is { } a && right is { } b ? b.CompareTo(a) : (left is null).CompareTo(right is null);

    private readonly record struct Candidate(decimal? Total, GroupKey Key, int Group) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other)
        {
            var byTotal = Compare(Total, other.Total);
            return byTotal != 0 ? byTotal : Key.CompareTo(other.Key);
        }
    }
}
