using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Funnels;

/// <summary>Makes an answer of what all threads counted.</summary>
internal sealed class FunnelAnswers(FunnelPlan plan, IReadOnlyList<FunnelTally> tallies)
{
    private readonly int _steps = plan.Steps.Length;

    public FunnelAnswer Answer(AnswerMeta meta)
    {
        using var groups = new FunnelGroups(plan, tallies);
        var counts = groups.Count();
        var times = Times(groups);
        return new FunnelAnswer(Steps(groups.Other + 1, counts, times), meta)
        {
            Groups = [.. groups.Shown.Select((group, slot) =>
                new FunnelGroupCount(plan.Breakdown!.Text(group), Steps(slot, counts, times)))],
            Other = plan.Breakdown is not null && counts[groups.Other * _steps] > 0
                ? Steps(groups.Other, counts, times)
                : null,
            Trend = Trend(),
        };
    }

    // By step, then slot; the one behind the others is all attempts.
    private (Times?, Times?)[][] Times(FunnelGroups groups)
    {
        var times = new (Times?, Times?)[_steps][];
        for (var step = 0; step < _steps; step++)
        {
            times[step] = new (Times?, Times?)[groups.Other + 2];
            if (step == 0 || !plan.Funnel.Times)
                continue;
            using var spreads = new FunnelSpreads(tallies, step, groups.Other + 1, groups.Slots);
            for (var slot = 0; slot <= groups.Other; slot++)
                times[step][slot] = spreads.Of(slot);
            times[step][^1] = groups.Other == 0 ? times[step][0] : spreads.All();
        }
        return times;
    }

    private ImmutableArray<FunnelStepCount> Steps(int slot, long[] counts, (Times?, Times?)[][] times) =>
    [
        .. Enumerable.Range(0, _steps).Select(step => new FunnelStepCount(
            counts[(slot * _steps) + step], times[step][slot].Item1, times[step][slot].Item2)),
    ];

    private ImmutableArray<FunnelTrendCount> Trend() => plan.TrendEdges.IsEmpty
        ? []
        :
        [
            .. plan.TrendEdges.SkipLast(1).Select((edge, bucket) => new FunnelTrendCount(
                edge, tallies.Sum(tally => tally.Entered[bucket]), tallies.Sum(tally => tally.Converted[bucket]))),
        ];
}
