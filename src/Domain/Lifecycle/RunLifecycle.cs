using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Lifecycle;

/// <summary>Answers who is new, returning, resurrecting or dormant: asks the engine and computes the churn.</summary>
public sealed class RunLifecycle(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The periods, or what is wrong with the question.</returns>
    public async Task<Result<LifecycleResult>> ExecuteAsync(
        TenantScope tenant, LifecycleQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.LifecycleAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        var complete = query.Calendar.CompleteBuckets(query.Range, query.Period, clock.GetUtcNow());
        return new LifecycleResult(
            [.. answer.Periods.Select((count, period) => Period(count, complete[period]))],
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer)));
    }

    private static LifecyclePeriod Period(LifecycleCount count, bool complete)
    {
        var before = count.Returning + count.Dormant;
        return new LifecyclePeriod(
            count.Start,
            count.New + count.Returning + count.Resurrecting,
            count.New,
            count.Returning,
            count.Resurrecting,
            -count.Dormant,
            complete && before > 0 ? (double)count.Dormant / before : null,
            complete);
    }
}
