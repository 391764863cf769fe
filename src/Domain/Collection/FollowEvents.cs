using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>
/// Raw events as they become durable: every one that matches, once and in the log's order, from a position on. It
/// reads as fast as its reader takes, and never keeps more than a page.
/// </summary>
public sealed class FollowEvents(IRecentEvents events, IEventLogReader log, LogHeads heads, TimeProvider clock)
{
    /// <summary>Readers of one tenant at a time on this node.</summary>
    public const int MaximumReaders = 100;

    private const int PageSize = 200;

    // A busy log wakes its readers with every commit: they then share the cost of looking.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Only for a hint that was lost.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TenantId, int> _readers = new();

    /// <summary>Where a reader begins.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="after">The last position that the reader has; null to begin with what comes from now on.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>
    /// A position for <see cref="ExecuteAsync"/>; or <c>POSITION_UNKNOWN</c> for one that the log has not reached, or
    /// <c>TOO_MANY_READERS</c>.
    /// </returns>
    public async Task<Result<long>> BeginAsync(TenantScope tenant, long? after, CancellationToken cancellationToken)
    {
        var head = await log.HeadAsync(tenant, cancellationToken);
        if (after is < 0 || after > head)
            return Problem.Invalid("POSITION_UNKNOWN", $"The log has positions up to {head}, and not {after}.");
        if (_readers.GetValueOrDefault(tenant.Id) >= MaximumReaders)
            return Problem.Invalid("TOO_MANY_READERS", $"{MaximumReaders} readers follow the log already; try again later.");
        return after ?? head;
    }

    /// <summary>The events after a position, without end.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="after">From <see cref="BeginAsync"/>.</param>
    /// <param name="cancellationToken">Ends it, by an exception.</param>
    public async IAsyncEnumerable<StoredEvent> ExecuteAsync(
        TenantScope tenant, RecentEventsFilter filter, long after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = after;
        _readers.AddOrUpdate(tenant.Id, 1, static (_, count) => count + 1);
        try
        {
            while (true)
            {
                var grown = heads.NextAsync(tenant.Id);
                var head = await log.HeadAsync(tenant, cancellationToken);
                while (position < head)
                {
                    var page = await events.ListAsync(tenant, filter, position, head, PageSize, cancellationToken);
                    foreach (var stored in page)
                        yield return stored;
                    // Fewer than a page: nothing else matches up to the head.
                    position = page.Count < PageSize ? head : page[^1].Event.Position;
                }
                await Task.WhenAny(grown, Task.Delay(Patience, clock, cancellationToken));
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
        finally
        {
            _readers.AddOrUpdate(tenant.Id, 0, static (_, count) => count - 1);
        }
    }
}
