using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;

namespace Analytics.TestKit;

/// <summary>Where raw events were never dropped, nobody looks for snapshots.</summary>
public sealed class NoSnapshots : ISnapshotReader
{
    public Task<DateTimeOffset?> RawFromAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(null);

    public Task<KeptTime> TimeAsync(TenantScope tenant, Guid series, TimeRange within, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<KeptRow>> RowsAsync(
        TenantScope tenant, Guid series, IReadOnlyCollection<SnapshotTile> tiles, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ActorCodes> ActorsAsync(
        TenantScope tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
