using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

internal sealed class RecentEvents(TenantConnections connections) : IRecentEvents
{
    public Task<IReadOnlyList<StoredEvent>> ListAsync(
        TenantScope tenant, RecentEventsFilter filter, long? before, int limit, CancellationToken cancellationToken) =>
        QueryAsync(tenant, EventLogSql.Recent, [before ?? long.MaxValue], filter, limit, cancellationToken);

    public Task<IReadOnlyList<StoredEvent>> ListAsync(
        TenantScope tenant, RecentEventsFilter filter, long after, long to, int limit, CancellationToken cancellationToken) =>
        QueryAsync(tenant, EventLogSql.Following, [after, to], filter, limit, cancellationToken);

    private async Task<IReadOnlyList<StoredEvent>> QueryAsync(
        TenantScope tenant, string sql, IReadOnlyList<long> positions, RecentEventsFilter filter, int limit,
        CancellationToken cancellationToken) =>
        await connections.ReadAsync(
            tenant, sql, EventColumns.ReadStored, cancellationToken,
            [
                .. positions.Select(position => new NpgsqlParameter<long> { TypedValue = position }),
                new NpgsqlParameter<string?> { TypedValue = filter.Name },
                new NpgsqlParameter<string?> { TypedValue = filter.Actor },
                new NpgsqlParameter<int> { TypedValue = limit },
            ]);
}
