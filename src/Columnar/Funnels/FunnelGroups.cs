using System.Collections.Immutable;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Operators;

namespace Analytics.Columnar.Funnels;

/// <summary>The groups of a funnel that are shown, and where each group's figures stand. Outside the managed heap, as
/// there may be as many groups as values.</summary>
internal sealed class FunnelGroups : IDisposable
{
    private readonly NativeBuffer<long> _counts = new();
    private readonly NativeBuffer<int> _slots = new();
    private readonly int _steps;

    /// <param name="plan">The funnel.</param>
    /// <param name="tallies">Of all threads.</param>
    public FunnelGroups(FunnelPlan plan, IReadOnlyList<FunnelTally> tallies)
    {
        _steps = plan.Steps.Length;
        _counts.Reset(Math.Max(_steps, tallies.Max(tally => tally.Counts.Length)));
        foreach (var tally in tallies)
            for (var i = 0; i < tally.Counts.Length; i++)
                _counts[i] += tally.Counts[i];
        if (plan.Breakdown is not null)
            Shown = Choose(plan.Breakdown, plan.Funnel.Breakdown!.Limit);
        _slots.Append(_counts.Count / _steps).Fill(Other);
        for (var slot = 0; slot < Shown.Length; slot++)
            _slots[Shown[slot]] = slot;
    }

    /// <summary>Those with the most entries, ties by key; then the missing value if there is one.</summary>
    public ImmutableArray<int> Shown { get; } = [];

    /// <summary>The slot of the groups that are not shown; without a breakdown that of everything.</summary>
    public int Other => Shown.Length;

    /// <summary>The slot of each group.</summary>
    public ReadOnlySpan<int> Slots => _slots.Span;

    /// <summary>How many took each step: slot after slot, then, last, all slots together.</summary>
    public long[] Count()
    {
        var counts = new long[(Other + 2) * _steps];
        for (var i = 0; i < _counts.Count; i++)
        {
            counts[(_slots[i / _steps] * _steps) + (i % _steps)] += _counts[i];
            counts[((Other + 1) * _steps) + (i % _steps)] += _counts[i];
        }
        return counts;
    }

    public void Dispose()
    {
        _counts.Dispose();
        _slots.Dispose();
    }

    private ImmutableArray<int> Choose(DimensionKeys keys, int limit)
    {
        var best = new SortedSet<Candidate>();
        for (var group = DimensionKeys.Missing + 1; group < _counts.Count / _steps; group++)
        {
            var entered = _counts[group * _steps];
            if (entered == 0 || (best.Count == limit && entered < best.Max.Entered))
                continue;
            best.Add(new Candidate(entered, keys.Text(group)!, group));
            if (best.Count > limit)
                best.Remove(best.Max);
        }
        var shown = best.Select(candidate => candidate.Group);
        return _counts[DimensionKeys.Missing * _steps] > 0 ? [.. shown, DimensionKeys.Missing] : [.. shown];
    }

    private readonly record struct Candidate(long Entered, string Key, int Group) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other)
        {
            var byEntered = other.Entered.CompareTo(Entered);
            return byEntered != 0 ? byEntered : string.CompareOrdinal(Key, other.Key);
        }
    }
}
