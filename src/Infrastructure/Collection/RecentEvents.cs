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

    public async Task<IReadOnlyList<StoredEvent>> ListAsync(
        TenantScope tenant, IReadOnlyList<EventPlace> places, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
            return [];
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(EventLogSql.AtPlaces, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. places.Select(place => place.Position)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = places.Min(place => place.OccurredAt) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = places.Max(place => place.OccurredAt) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new Dictionary<long, StoredEvent>();
        while (await reader.ReadAsync(cancellationToken))
            if (EventColumns.ReadStored(reader) is var stored)
                events[stored.Event.Position] = stored;
        return [.. places.Select(place => events.GetValueOrDefault(place.Position)).OfType<StoredEvent>()];
    }

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
