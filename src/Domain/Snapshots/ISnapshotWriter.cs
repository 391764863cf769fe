using System.Collections.Immutable;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Snapshots;

/// <summary>Where snapshots are kept, as they are written.</summary>
public interface ISnapshotWriter
{
    /// <summary>
    /// Takes note of what changed since it was last asked: events that came late, what became known of actors, and which
    /// series are kept. What that concerns is due again as long as its raw events are there. What is older than it is to
    /// be kept is deleted.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="request">What is to be kept.</param>
    /// <param name="cancellationToken">Stops; nothing was noted then.</param>
    Task<SnapshotState> BeginAsync(TenantScope tenant, SnapshotRequest request, CancellationToken cancellationToken);

    /// <summary>Writes a period in place of what was kept of it: all of it or nothing.</summary>
    /// <returns>Number of rows.</returns>
    Task<int> WriteAsync(TenantScope tenant, SnapshotBatch batch, CancellationToken cancellationToken);

    /// <summary>Takes erased actors out of the sets.</summary>
    /// <returns>Number of sets that had one.</returns>
    Task<int> SweepAsync(TenantScope tenant, CancellationToken cancellationToken);
}

/// <summary>What is to be kept.</summary>
/// <param name="Series">Ids, ascending.</param>
/// <param name="FirstEvent">When the first event happened that is there; null without any.</param>
/// <param name="Oldest">What began earlier is no longer kept.</param>
public sealed record SnapshotRequest(ImmutableArray<Guid> Series, DateTimeOffset? FirstEvent, DateTimeOffset Oldest);

/// <summary>What is kept.</summary>
/// <param name="Head">Position up to which changes were noted.</param>
/// <param name="RawFrom">From when on raw events are there; null when none were dropped.</param>
/// <param name="FirstEvent">Before it no event ever happened; null without any.</param>
/// <param name="HasPeriods">Whether any period was written.</param>
/// <param name="Covered">The periods that are as they should be.</param>
public sealed record SnapshotState(
    long Head, DateTimeOffset? RawFrom, DateTimeOffset? FirstEvent, bool HasPeriods, ImmutableArray<SnapshotPeriod> Covered);
