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
        CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        foreach (var position in positions)
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = filter.Name });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = filter.Actor });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellationToken))
            events.Add(EventColumns.ReadStored(reader));
        return events;
    }
}
