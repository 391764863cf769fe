using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>A tenant's log of events: the truth that every figure is derived from.</summary>
public interface IEventLog
{
    /// <summary>
    /// Writes events and returns once they are durable. An id that the log has already, or that stands earlier
    /// in the same append, is not written again.
    /// </summary>
    /// <returns>The outcome, or <c>COLLECTION_BUSY</c> when the queue is full: nothing was written, send again later.</returns>
    Task<Result<AppendOutcome>> AppendAsync(
        TenantScope tenant, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken);
}
