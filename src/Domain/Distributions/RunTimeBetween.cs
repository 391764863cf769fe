using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Distributions;

/// <summary>Answers how long it takes from one event to another: asks the engine and computes means and shares.</summary>
public sealed class RunTimeBetween(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The distribution, or what is wrong with the question.</returns>
    public async Task<Result<DistributionResult>> ExecuteAsync(
        TenantScope tenant, TimeBetweenQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.TimeBetweenAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        return DistributionResult.Of(
            answer,
            query.InnerEdges,
            least: 0,
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer)));
    }
}
