using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Sessions;

/// <summary>Lists sessions page by page.</summary>
public sealed class RunSessionList(IEventAnalytics engine)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The sessions, or what is wrong with the question.</returns>
    public Task<Result<SessionListAnswer>> ExecuteAsync(
        TenantScope tenant, SessionListQuery query, long? atLeast, CancellationToken cancellationToken) =>
        engine.AskAsync(tenant, query, atLeast, engine.SessionListAsync, cancellationToken);
}
