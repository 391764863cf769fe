using System.Collections.Immutable;
using Analytics.Domain.Funnels;

namespace Analytics.TestKit;

/// <summary>A funnel by its definition: every attempt of every actor, then the best one of each.</summary>
internal static class SlowFunnel
{
    public static ImmutableArray<FunnelStepCount> Steps(List<SlowEvent> events, FunnelDefinition funnel)
    {
        var best = events
            .Where(one => one.Actor is not null)
            .GroupBy(one => one.Actor)
            .Select(actor => Best([.. actor.Order(Comparer<SlowEvent>.Create(SlowEvent.Compare))], funnel))
            .OfType<List<SlowEvent>>()
            .ToList();
        return [.. funnel.Steps.Select((_, step) => Count(best.Where(attempt => attempt.Count > step).ToList(), step))];
    }

    private static List<SlowEvent>? Best(List<SlowEvent> events, FunnelDefinition funnel) => Enumerable
        .Range(0, events.Count)
        .Where(start => funnel.Range.Contains(events[start].Time) && Matches(events[start], funnel, 0))
        .Select(start => Attempt(events, start, funnel))
        .MaxBy(attempt => attempt.Count);   // the first of those that get furthest

    private static List<SlowEvent> Attempt(List<SlowEvent> events, int start, FunnelDefinition funnel)
    {
        var taken = new List<SlowEvent> { events[start] };
        foreach (var one in events.Skip(start + 1))
        {
            if (taken.Count == funnel.Steps.Length || one.Time - taken[0].Time > funnel.Window)
                break;
            if (funnel.ConversionsAfterRange is ConversionsAfterRange.Exclude && one.Time >= funnel.Range.To)
                break;
            if (Matches(one, funnel, taken.Count))
                taken.Add(one);
        }
        return taken;
    }

    private static bool Matches(SlowEvent one, FunnelDefinition funnel, int step) =>
        funnel.Steps[step].Events.Contains(one.Logged.Name)
        && one.Matches(funnel.Steps[step].Filter)
        && one.Matches(funnel.Filter);

    private static FunnelStepCount Count(List<List<SlowEvent>> attempts, int step) =>
        step == 0 || attempts.Count == 0
            ? new FunnelStepCount(attempts.Count, null, null)
            : new FunnelStepCount(
                attempts.Count,
                Spread(attempts.Select(attempt => attempt[step].Time - attempt[step - 1].Time)),
                Spread(attempts.Select(attempt => attempt[step].Time - attempt[0].Time)));

    private static Times Spread(IEnumerable<TimeSpan> times)
    {
        var ticks = times.Select(time => (decimal)time.Ticks).Order().ToList();
        return new Times(
            Ticks(Percentile(ticks, 0.5m)),
            Ticks(Math.Round(ticks.Average(), MidpointRounding.AwayFromZero)),
            Ticks(Percentile(ticks, 0.9m)));
    }

    private static decimal Percentile(List<decimal> sorted, decimal p)
    {
        var rank = (sorted.Count - 1) * p;
        var low = (int)decimal.Floor(rank);
        var high = (int)decimal.Ceiling(rank);
        return sorted[low] + ((sorted[high] - sorted[low]) * (rank - low));
    }

    private static TimeSpan Ticks(decimal ticks) => TimeSpan.FromTicks((long)ticks);
}
