using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <summary>A funnel by its definition: every attempt of every path, then those that count.</summary>
internal static class SlowFunnel
{
    public static FunnelAnswer Answer(SlowData data, FunnelDefinition funnel)
    {
        var attempts = Paths(data, funnel).SelectMany(path => Counted(path, funnel)).ToList();
        var answer = new FunnelAnswer(Steps(attempts, funnel), data.Log.Meta) { Trend = Trend(attempts, funnel) };
        if (funnel.Breakdown is not { } breakdown)
            return answer;
        var groups = attempts.ToLookup(attempt => Key(attempt, breakdown));
        var shown = SlowGroups.Shown(
            new SeriesBreakdown(breakdown.Property, breakdown.Limit),
            [.. groups.Select(group => group.Key)],
            key => groups[key].Count());
        var rest = groups.Where(group => !shown.Contains(group.Key)).SelectMany(group => group).ToList();
        return answer with
        {
            Groups = [.. shown.Select(key => new FunnelGroupCount(key, Steps([.. groups[key]], funnel)))],
            Other = rest.Count > 0 ? Steps(rest, funnel) : null,
        };
    }

    /// <summary>The attempt of each actor who entered, with the one that counts.</summary>
    public static Dictionary<string, SlowAttempt> ByActor(SlowData data, FunnelDefinition funnel) =>
        Paths(data, funnel with { Count = FunnelCount.Actors })
            .Select(path => (Actor: path[0].Actor!, Attempt: Best(path, funnel)))
            .Where(one => one.Attempt is not null)
            .ToDictionary(one => one.Actor, one => one.Attempt!, StringComparer.Ordinal);

    private static IEnumerable<List<SlowEvent>> Paths(SlowData data, FunnelDefinition funnel) => data.Of(funnel.Cohort)
        .Where(one => one.Actor is not null)
        .Select(one => (Event: one, Path: funnel.Count switch
        {
            FunnelCount.Sessions => data.Sessions[one],
            FunnelCount.Groups => one.Key(funnel.GroupProperty!),
            _ => one.Actor,
        }))
        .Where(one => one.Path is not null)
        .GroupBy(one => one.Path, one => one.Event, StringComparer.Ordinal)
        .Select(path => path.ToList());

    private static List<SlowAttempt> Counted(List<SlowEvent> path, FunnelDefinition funnel)
    {
        if (funnel.Count is not FunnelCount.Attempts)
            return Best(path, funnel) is { } best ? [best] : [];
        var lasting = new Dictionary<string, int>(StringComparer.Ordinal);
        var counted = new List<SlowAttempt>();
        foreach (var (start, attempt) in All(path, funnel))
        {
            if (attempt.HeldValues is { } held && start < lasting.GetValueOrDefault(held))
                continue;
            counted.Add(attempt);
            if (attempt.HeldValues is { } values)
                lasting[values] = attempt.End;
        }
        return counted;
    }

    // MaxBy takes the first of those that get furthest.
    private static SlowAttempt? Best(List<SlowEvent> path, FunnelDefinition funnel) =>
        All(path, funnel).Select(one => one.Attempt).MaxBy(attempt => attempt.Furthest);

    private static IEnumerable<(int Start, SlowAttempt Attempt)> All(List<SlowEvent> path, FunnelDefinition funnel) =>
        Enumerable.Range(0, path.Count)
            .Where(start => SlowAttempt.Starts(path[start], funnel))
            .Select(start => (start, new SlowAttempt(path, start, funnel)));

    public static GroupKey Key(SlowAttempt attempt, FunnelBreakdown breakdown) =>
        (breakdown.Step is { } step ? attempt.At(step) : attempt.Taken[^1].Event)?.Key(breakdown.Property);

    private static ImmutableArray<FunnelStepCount> Steps(List<SlowAttempt> attempts, FunnelDefinition funnel) =>
        [.. funnel.Steps.Select((_, step) => Count([.. attempts.Where(attempt => attempt.Took(step))], step, funnel.Times))];

    private static FunnelStepCount Count(List<SlowAttempt> attempts, int step, bool times) => step == 0 || !times
        ? new FunnelStepCount(attempts.Count, null, null)
        : new FunnelStepCount(
            attempts.Count,
            SlowFigures.Times(attempts.Select(attempt =>
                attempt.At(step)!.Time - attempt.Taken.Last(taken => taken.Step < step).Event.Time)),
            SlowFigures.Times(attempts.Select(attempt => attempt.At(step)!.Time - attempt.First.Time)));

    private static ImmutableArray<FunnelTrendCount> Trend(List<SlowAttempt> attempts, FunnelDefinition funnel)
    {
        if (funnel.Trend is not { } interval)
            return [];
        var edges = CalendarBuckets.Edges(
            funnel.Range, interval, funnel.Calendar.Zone, funnel.Calendar.WeekStart, SeriesQuery.MaxBuckets).Value;
        return
        [
            .. edges.Zip(edges.Skip(1)).Select(bucket =>
            {
                var started = attempts.Where(one => one.First.Time >= bucket.First && one.First.Time < bucket.Second).ToList();
                return new FunnelTrendCount(bucket.First, started.Count, started.Count(attempt => attempt.IsComplete));
            }),
        ];
    }
}
