using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Where events are kept that break the tracking plan, until the plan or they are mended.</summary>
public interface IQuarantine
{
    /// <summary>Keeps events and returns once they are durable; one that is there already is not kept twice.</summary>
    /// <param name="tenant">Whose quarantine.</param>
    /// <param name="events">What breaks the plan.</param>
    /// <param name="planVersion">The plan that they break.</param>
    /// <param name="key">The API key that they came with; null for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What became of each, in the order given.</returns>
    Task<IReadOnlyList<QuarantineStatus>> KeepAsync(
        TenantScope tenant, IReadOnlyList<QuarantinedEvent> events, int planVersion, Guid? key,
        CancellationToken cancellationToken);

    /// <summary>Entries, the latest first.</summary>
    /// <param name="tenant">Whose quarantine.</param>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only entries with a lower number; null for the latest.</param>
    /// <param name="limit">Most entries.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    Task<IReadOnlyList<QuarantineEntry>> ListAsync(
        TenantScope tenant, QuarantineFilter filter, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>Open entries by code and event name, the most frequent first, at most a thousand lines.</summary>
    Task<IReadOnlyList<QuarantineCount>> CountAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Puts a mended event in the place of an open one of the same id.</summary>
    /// <param name="tenant">Whose quarantine.</param>
    /// <param name="number">The entry's.</param>
    /// <param name="mended">With the same id and times.</param>
    /// <param name="problem">How it still breaks the plan; null when it does not any more.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when there is no such open entry any more.</returns>
    Task<bool> MendAsync(
        TenantScope tenant, long number, NewEvent mended, Problem? problem, CancellationToken cancellationToken);

    /// <summary>Ends entries: what they hold is deleted, that they were there is kept for a while.</summary>
    /// <param name="tenant">Whose quarantine.</param>
    /// <param name="numbers">Open entries; others are passed over.</param>
    /// <param name="state"><see cref="QuarantineState.Replayed"/> or <see cref="QuarantineState.Discarded"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many were ended.</returns>
    Task<int> CloseAsync(
        TenantScope tenant, IReadOnlyList<long> numbers, QuarantineState state, CancellationToken cancellationToken);
}
