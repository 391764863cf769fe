using System.Collections.Immutable;
using Analytics.Columnar.Operators;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Funnels;

/// <summary>Makes an answer of what all threads counted.</summary>
internal sealed class FunnelAnswers(FunnelPlan plan, IReadOnlyList<FunnelTally> tallies)
{
    private readonly int _steps = plan.Steps.Length;
    private readonly long[] _counts = Sum(tallies);

    public FunnelAnswer Answer(AnswerMeta meta)
    {
        var shown = plan.Breakdown is null ? [] : Shown(plan.Breakdown, plan.Funnel.Breakdown!.Limit);
        var slots = Slots(shown);
        var counts = new long[(shown.Length + 2) * _steps];
        for (var i = 0; i < _counts.Length; i++)
        {
            counts[(slots[i / _steps] * _steps) + (i % _steps)] += _counts[i];
            counts[((shown.Length + 1) * _steps) + (i % _steps)] += _counts[i];
        }
        var times = Times(shown.Length, slots);
        var hasOther = counts[shown.Length * _steps] > 0 && plan.Breakdown is not null;
        return new FunnelAnswer(Steps(shown.Length + 1, counts, times), meta)
        {
            Groups = [.. shown.Select((group, slot) =>
                new FunnelGroupCount(plan.Breakdown!.Text(group), Steps(slot, counts, times)))],
            Other = hasOther ? Steps(shown.Length, counts, times) : null,
            Trend = Trend(),
        };
    }

    private static long[] Sum(IReadOnlyList<FunnelTally> tallies)
    {
        var counts = new long[tallies.Max(tally => tally.Counts.Length)];
        foreach (var tally in tallies)
            for (var i = 0; i < tally.Counts.Length; i++)
                counts[i] += tally.Counts[i];
        return counts;
    }

    // The groups with the most entries, ties by key; then the missing value.
    private ImmutableArray<int> Shown(DimensionKeys keys, int limit)
    {
        var entered = Enumerable.Range(0, _counts.Length / _steps).Where(group => _counts[group * _steps] > 0).ToList();
        var shown = entered
            .Where(group => group != DimensionKeys.Missing)
            .Select(group => (Count: _counts[group * _steps], Key: keys.Text(group)!, Group: group))
            .OrderByDescending(one => one.Count).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Take(limit)
            .Select(one => one.Group);
        return entered.Contains(DimensionKeys.Missing) ? [.. shown, DimensionKeys.Missing] : [.. shown];
    }

    // By group: its place among those shown, or the one behind them.
    private int[] Slots(ImmutableArray<int> shown)
    {
        var slots = new int[Math.Max(1, _counts.Length / _steps)];
        Array.Fill(slots, shown.Length);
        for (var slot = 0; slot < shown.Length; slot++)
            slots[shown[slot]] = slot;
        return slots;
    }

    // By step, then slot; the one behind the others is all attempts.
    private (Times?, Times?)[][] Times(int shown, int[] slots)
    {
        var times = new (Times?, Times?)[_steps][];
        for (var step = 0; step < _steps; step++)
        {
            times[step] = new (Times?, Times?)[shown + 2];
            if (step == 0 || !plan.Funnel.Times)
                continue;
            using var spreads = new FunnelSpreads(tallies, step, shown + 1, slots);
            for (var slot = 0; slot <= shown; slot++)
                times[step][slot] = spreads.Of(slot);
            times[step][shown + 1] = spreads.All();
        }
        return times;
    }

    private ImmutableArray<FunnelStepCount> Steps(int slot, long[] counts, (Times?, Times?)[][] times) =>
    [
        .. Enumerable.Range(0, _steps).Select(step => new FunnelStepCount(
            counts[(slot * _steps) + step], times[step][slot].Item1, times[step][slot].Item2)),
    ];

    private ImmutableArray<FunnelTrendCount> Trend()
    {
        if (plan.TrendEdges.IsEmpty)
            return [];
        return
        [
            .. plan.TrendEdges.SkipLast(1).Select((edge, bucket) => new FunnelTrendCount(
                edge, tallies.Sum(tally => tally.Entered[bucket]), tallies.Sum(tally => tally.Converted[bucket]))),
        ];
    }
}
