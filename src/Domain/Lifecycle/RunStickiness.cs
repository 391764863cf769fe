using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Lifecycle;

/// <summary>Answers on how many days actors are active: asks the engine and computes the curve.</summary>
public sealed class RunStickiness(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The periods, or what is wrong with the question.</returns>
    public async Task<Result<StickinessResult>> ExecuteAsync(
        TenantScope tenant, StickinessQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.StickinessAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        var complete = query.Calendar.CompleteBuckets(query.Range, query.Period, clock.GetUtcNow());
        return new StickinessResult(
            [.. answer.Periods.Select((count, period) => Period(count, complete[period]))],
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer)));
    }

    private static StickinessPeriod Period(StickinessCount count, bool complete)
    {
        var actors = count.Actors.Sum();
        var activeDays = count.Actors.Select((number, index) => number * (index + 1L)).Sum();
        double? mean = actors == 0 ? null : (double)activeDays / actors;
        return new StickinessPeriod(
            count.Start, actors, mean, complete ? mean / count.Actors.Length : null, Curve(count.Actors, actors), complete);
    }

    private static ImmutableArray<StickinessDays> Curve(ImmutableArray<long> exactly, long actors)
    {
        var curve = new StickinessDays[exactly.Length];
        var atLeast = 0L;
        for (var index = curve.Length - 1; index >= 0; index--)
        {
            atLeast += exactly[index];
            curve[index] = new StickinessDays(
                index + 1, exactly[index], atLeast, actors == 0 ? null : (double)exactly[index] / actors);
        }
        return [.. curve];
    }
}
