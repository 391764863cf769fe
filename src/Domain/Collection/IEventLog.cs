using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>A tenant's log of events: the truth that every figure is derived from.</summary>
public interface IEventLog
{
    /// <summary>
    /// Writes events and statements about actors and returns once they are durable. An id that the log has already, or
    /// that stands earlier in the same append, is not written again.
    /// </summary>
    /// <returns>The outcome, or <c>COLLECTION_BUSY</c> when the queue is full: nothing was written, send again later.</returns>
    Task<Result<AppendOutcome>> AppendAsync(
        TenantScope tenant, LogAppend append, CancellationToken cancellationToken);
}

/// <summary>Appends of events alone.</summary>
public static class EventAppends
{
    /// <summary>Writes events and returns once they are durable.</summary>
    /// <returns>As <see cref="IEventLog.AppendAsync"/>.</returns>
    public static Task<Result<AppendOutcome>> AppendAsync(
        this IEventLog log, TenantScope tenant, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken) =>
        log.AppendAsync(tenant, new LogAppend(events), cancellationToken);
}
