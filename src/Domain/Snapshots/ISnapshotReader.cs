using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Snapshots;

/// <summary>Where snapshots are kept, as questions read them.</summary>
public interface ISnapshotReader
{
    /// <summary>From when on raw events are there; null when none were dropped. As of a minute ago at most.</summary>
    Task<DateTimeOffset?> RawFromAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>The periods within a time of which a series is kept.</summary>
    Task<KeptTime> TimeAsync(TenantScope tenant, Guid series, TimeRange within, CancellationToken cancellationToken);

    /// <summary>What is kept of a series at some times.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="series">Which series.</param>
    /// <param name="tiles">Which hours, days, weeks and months.</param>
    /// <param name="limit">At most so many rows.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<KeptRow>> RowsAsync(
        TenantScope tenant, Guid series, IReadOnlyCollection<SnapshotTile> tiles, int limit, CancellationToken cancellationToken);

    /// <summary>Who is behind the codes of sets, and behind further ids, by who is who now.</summary>
    Task<ActorCodes> ActorsAsync(
        TenantScope tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}

/// <summary>Of which time figures are kept.</summary>
/// <param name="FirstEvent">Before it no event ever happened; null without any.</param>
/// <param name="Periods">In any order.</param>
public sealed record KeptTime(DateTimeOffset? FirstEvent, ImmutableArray<SnapshotPeriod> Periods);

/// <summary>An hour, day, week or month.</summary>
/// <param name="Grain">Which of them.</param>
/// <param name="At">First instant.</param>
public readonly record struct SnapshotTile(SnapshotGrain Grain, DateTimeOffset At);

/// <summary>A row as it was kept.</summary>
/// <param name="Tile">Its time.</param>
/// <param name="Key">Values of the breakdown; empty without one.</param>
/// <param name="Events">How many.</param>
/// <param name="Sum">What they add up to; null where nothing is summed, and where no decimal is so large.</param>
/// <param name="Actors">As <see cref="ActorBitmap"/>; null where actors are not counted.</param>
public sealed record KeptRow(SnapshotTile Tile, GroupKey Key, long Events, decimal? Sum, ReadOnlyMemory<byte>? Actors);
