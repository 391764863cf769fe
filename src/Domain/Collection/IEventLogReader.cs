using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>The log as the engine tails it.</summary>
public interface IEventLogReader
{
    /// <summary>Position of the tenant's last durable event; 0 for an empty log.</summary>
    Task<long> HeadAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Events after a position, in position order and without a gap.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="after">0 to start at the beginning.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<LoggedEvent> ReadAsync(
        TenantScope tenant, long after, int limit, CancellationToken cancellationToken);
}
