using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Quality;

/// <summary>Reads quality off the log and the orders.</summary>
internal sealed class QualityRecords(TenantConnections connections) : IQualityRecords
{
    public async Task<Lateness> LatenessAsync(
        TenantScope tenant, TimeRange range, CancellationToken cancellationToken) =>
        await ReadOneAsync(tenant, QualitySql.Lateness, Of(range), static reader =>
        {
            var events = reader.GetInt64(0);
            var percentiles = reader.IsDBNull(1) ? null : reader.GetFieldValue<double[]>(1);
            return new Lateness(
                events, percentiles?[0], percentiles?[1], Share(reader.GetInt64(2), events), Share(reader.GetInt64(3), events));
        }, cancellationToken);

    public Task<(DateTimeOffset? OldestAfter, DateTimeOffset? NewestUpTo)> ArrivalsAsync(
        TenantScope tenant, long position, CancellationToken cancellationToken) =>
        ReadOneAsync(
            tenant, QualitySql.Arrivals, [new NpgsqlParameter<long> { TypedValue = position }],
            static reader => (EventColumns.TimeOrNull(reader, 0), EventColumns.TimeOrNull(reader, 1)), cancellationToken);

    public Task<EventCapture> CaptureAsync(TenantScope tenant, TimeRange range, CancellationToken cancellationToken) =>
        ReadOneAsync(tenant, QualitySql.Capture, Of(range), static reader => EventCapture.Of(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)), cancellationToken);

    public Task<OrderReconciliation> ReconcileAsync(
        TenantScope tenant, TimeRange range, CancellationToken cancellationToken) =>
        ReadOneAsync(tenant, QualitySql.Reconcile, Of(range), static reader => OrderReconciliation.Of(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)), cancellationToken);

    public async Task<IReadOnlyList<PaymentDifference>> DifferencesAsync(
        TenantScope tenant, TimeRange range, string? after, int limit, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] parameters =
        [
            .. Of(range),
            new NpgsqlParameter<string?> { TypedValue = after },
            new NpgsqlParameter<int> { TypedValue = limit },
        ];
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease, tenant, QualitySql.Differences, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var differences = new List<PaymentDifference>();
        while (await reader.ReadAsync(cancellationToken))
            differences.Add(new PaymentDifference(
                (PaymentDifferenceKind)reader.GetInt32(0),
                reader.GetString(1),
                EventColumns.TextOrNull(reader, 2),
                EventColumns.TextOrNull(reader, 3),
                reader.GetFieldValue<DateTimeOffset>(4),
                reader.IsDBNull(5) ? null : reader.GetDecimal(5),
                reader.IsDBNull(6) ? null : reader.GetDecimal(6),
                EventColumns.TextOrNull(reader, 7),
                EventColumns.TextOrNull(reader, 8)));
        return differences;
    }

    private async Task<T> ReadOneAsync<T>(
        TenantScope tenant, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease, tenant, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return read(reader);
    }

    private static NpgsqlCommand Command(TenantLease lease, TenantScope tenant, string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter[] Of(TimeRange range) =>
    [
        new NpgsqlParameter<DateTimeOffset> { TypedValue = range.From },
        new NpgsqlParameter<DateTimeOffset> { TypedValue = range.To },
    ];

    private static decimal? Share(long part, long all) => all == 0 ? null : (decimal)part / all;
}
