using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>The log as the engine tails it.</summary>
public interface IEventLogReader
{
    /// <summary>Position of the tenant's last durable entry; 0 for an empty log.</summary>
    Task<long> HeadAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>
    /// Entries after a position, in position order. None is left out that is visible later: a position that is passed
    /// over has been erased.
    /// </summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="after">0 to start at the beginning.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<LogEntry> ReadAsync(
        TenantScope tenant, long after, int limit, CancellationToken cancellationToken);
}
