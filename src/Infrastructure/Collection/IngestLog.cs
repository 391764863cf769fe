using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

internal sealed class IngestLog(TenantConnections connections) : IIngestLog
{
    public async Task<IReadOnlyList<IngestNote>> ListAsync(
        TenantScope tenant, IngestFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(JournalSql.List, lease.Connection)
        {
            Parameters =
            {
                Value(tenant.Id.Value),
                Value(before ?? long.MaxValue),
                Value(filter.Verdict is { } verdict ? VerdictText.Write(verdict) : null),
                Value(filter.Code),
                Value(filter.Name),
                Value(filter.MessageId),
                Value(limit),
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var notes = new List<IngestNote>();
        while (await reader.ReadAsync(cancellationToken))
            notes.Add(Read(reader));
        return notes;
    }

    public async Task<IReadOnlyList<VerdictCount>> CountAsync(
        TenantScope tenant, TimeRange range, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(JournalSql.Counts, lease.Connection)
        {
            Parameters = { Value(tenant.Id.Value), Value(range.From.ToUniversalTime()), Value(range.To.ToUniversalTime()) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new List<VerdictCount>();
        while (await reader.ReadAsync(cancellationToken))
            counts.Add(new VerdictCount(
                VerdictText.Read(reader.GetString(0)), NullIfEmpty(reader.GetString(1)), NullIfEmpty(reader.GetString(2)),
                reader.GetGuid(3) is var key && key == Guid.Empty ? null : key, reader.GetInt64(4)));
        return counts;
    }

    private static IngestNote Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetFieldValue<DateTimeOffset>(1),
        EventColumns.TextOrNull(reader, 2),
        EventColumns.TextOrNull(reader, 3),
        VerdictText.Read(reader.GetString(4)),
        reader.IsDBNull(5)
            ? null
            : new Problem(reader.GetString(5), EventColumns.TextOrNull(reader, 7) ?? "", EventColumns.TextOrNull(reader, 6)),
        reader.IsDBNull(8) ? null : reader.GetGuid(8));

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
