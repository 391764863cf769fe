using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Funnels;

/// <summary>Answers a funnel: asks the engine and computes the rates.</summary>
public sealed class RunFunnel(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="funnel">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The steps, or what is wrong with the funnel.</returns>
    public async Task<Result<FunnelResult>> ExecuteAsync(
        TenantScope tenant, FunnelDefinition funnel, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, funnel, atLeast, engine.FunnelAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        return new FunnelResult(
            funnel,
            Steps(funnel, answer.Steps),
            [.. answer.Groups.Select(group => new FunnelGroup(group.Key.Values, Steps(funnel, group.Steps)))],
            answer.Other is { } other ? new FunnelGroup([], Steps(funnel, other)) : null,
            Trend(funnel, answer.Trend),
            ResultMeta.From(answer.Meta, funnel.Range, funnel.Calendar, clock, started, Evidence.Of(funnel, answer)));
    }

    private static ImmutableArray<FunnelStep> Steps(FunnelDefinition funnel, ImmutableArray<FunnelStepCount> counts)
    {
        var steps = ImmutableArray.CreateBuilder<FunnelStep>(counts.Length);
        for (var i = 0; i < counts.Length; i++)
        {
            var before = Before(funnel, counts, i);
            steps.Add(new FunnelStep(
                funnel.Steps[i].Name ?? string.Join(" or ", funnel.Steps[i].Events),
                counts[i].Count,
                Share(counts[i].Count, counts[0].Count),
                Share(counts[i].Count, before),
                Math.Max(0, (before ?? counts[i].Count) - counts[i].Count),
                counts[i].FromPrevious,
                counts[i].FromFirst));
        }

        return steps.MoveToImmutable();
    }

    // Those who skipped an optional step were not lost there: what comes after it is measured by the step before.
    private static long? Before(FunnelDefinition funnel, ImmutableArray<FunnelStepCount> counts, int step)
    {
        for (var before = step - 1; before >= 0; before--)
            if (!funnel.Steps[before].Optional || funnel.Order is FunnelOrder.Unordered)
                return counts[before].Count;
        return null;
    }

    private ImmutableArray<FunnelPoint> Trend(FunnelDefinition funnel, ImmutableArray<FunnelTrendCount> counts)
    {
        if (funnel.Trend is not { } interval)
            return [];
        var complete = funnel.Calendar.CompleteBuckets(funnel.Range, interval, LastStart(funnel));
        return
        [
            .. counts.Select((count, bucket) => new FunnelPoint(
                count.At, count.Entered, count.Converted, Share(count.Converted, count.Entered), complete[bucket])),
        ];
    }

    // Attempts that started since then still have time to convert.
    private DateTimeOffset LastStart(FunnelDefinition funnel) =>
        funnel.ConversionsAfterRange is ConversionsAfterRange.Include
            ? clock.GetUtcNow() - funnel.Window
            : clock.GetUtcNow();

    private static double? Share(long part, long? whole) => whole is > 0 ? (double)part / whole.Value : null;
}
