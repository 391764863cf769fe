using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Distributions;

/// <summary>Answers who came back after a long silence: asks the engine and computes means and shares.</summary>
public sealed class RunReactivation(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The distribution, or what is wrong with the question.</returns>
    public async Task<Result<DistributionResult>> ExecuteAsync(
        TenantScope tenant, ReactivationQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.ReactivationAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        return DistributionResult.Of(
            answer,
            query.InnerEdges,
            query.IdleSeconds,
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer)));
    }
}
