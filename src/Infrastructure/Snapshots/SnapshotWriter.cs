using System.Security.Cryptography;
using System.Text.Json;
using Analytics.Domain.Querying;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Snapshots;

/// <summary>Writes snapshots to the database, a period a transaction.</summary>
internal sealed class SnapshotWriter(TenantConnections connections, TimeProvider clock) : ISnapshotWriter
{
    private const int RowsABatch = 1_000;

    public async Task<SnapshotState> BeginAsync(
        TenantScope tenant, SnapshotRequest request, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var session = new SnapshotSession(lease.Connection, tenant);
        var (noted, rawFrom, head, first) = (await session.ReadAsync(
            SnapshotSql.Lock,
            static reader => (
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset?>(1), reader.GetInt64(2),
                reader.GetFieldValue<DateTimeOffset?>(3)),
            cancellationToken, Value(request.FirstEvent)))[0];
        var from = Value(rawFrom);
        await session.ExecuteAsync(SnapshotSql.NoteChanges, cancellationToken, Value(noted), Value(head), from);
        await session.ExecuteAsync(SnapshotSql.Noted, cancellationToken, Value(head));
        var set = await session.SetAsync(request.Series, cancellationToken);
        await session.ExecuteAsync(SnapshotSql.NoteOtherSets, cancellationToken, Value(set), from.Clone());
        await session.ExecuteAsync(SnapshotSql.PurgePeriods, cancellationToken, Value(request.Oldest));
        await session.ExecuteAsync(SnapshotSql.PurgeRows, cancellationToken, Value(request.Oldest));
        var periods = await session.ReadAsync(
            SnapshotSql.Periods, static reader => (Period: Period(reader), IsStale: reader.GetBoolean(3)), cancellationToken);
        await lease.CommitAsync(cancellationToken);
        return new SnapshotState(
            head, rawFrom, first, periods.Count > 0,
            [.. periods.Where(period => !period.IsStale).Select(period => period.Period)]);
    }

    public async Task<int> WriteAsync(TenantScope tenant, SnapshotBatch batch, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var session = new SnapshotSession(lease.Connection, tenant);
        var codes = await session.CodesAsync(batch.Rows, cancellationToken);
        var (grain, from, to) = (
            Value(GrainText.Of(batch.Period.Grain)), Value(batch.Period.From), Value(batch.Period.To));
        await session.ExecuteAsync(SnapshotSql.DeleteRows, cancellationToken, grain, from, to);
        await session.ExecuteAsync(SnapshotSql.DeletePeriods, cancellationToken, grain.Clone(), from.Clone(), to.Clone());
        foreach (var rows in batch.Rows.Chunk(RowsABatch))
            await InsertAsync(session, GrainText.Of(batch.Period.Grain), rows, codes, cancellationToken);
        var set = await session.SetAsync(batch.Series, cancellationToken);
        var asked = await session.SetAsync(batch.Asked, cancellationToken);
        await session.ExecuteAsync(
            SnapshotSql.InsertPeriod, cancellationToken, grain.Clone(), from.Clone(), to.Clone(), Value(set),
            Value(batch.Watermark), Value(clock.GetUtcNow()), Value(asked));
        await lease.CommitAsync(cancellationToken);
        return batch.Rows.Length;
    }

    public async Task<int> SweepAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var session = new SnapshotSession(lease.Connection, tenant);
        await session.ReadAsync(SnapshotSql.NextCode, static reader => reader.GetInt32(0), cancellationToken);
        var erased = (await session.ReadAsync(SnapshotSql.Erased, static reader => reader.GetInt32(0), cancellationToken))
            .ToHashSet();
        if (erased.Count == 0)
            return 0;
        var changed = (await session.ReadAsync(SnapshotSql.Sets, reader => Without(reader, erased), cancellationToken))
            .OfType<NpgsqlParameter[]>().ToList();
        foreach (var set in changed)
            await session.ExecuteAsync(SnapshotSql.ChangeSet, cancellationToken, set);
        await session.ExecuteAsync(SnapshotSql.ForgetErased, cancellationToken, Value(erased.ToArray()));
        await lease.CommitAsync(cancellationToken);
        return changed.Count;
    }

    private static async Task InsertAsync(
        SnapshotSession session, string grain, SnapshotRow[] rows, Dictionary<string, int> codes,
        CancellationToken cancellationToken) =>
        await session.ExecuteBatchAsync(
            SnapshotSql.InsertRow,
            rows.Select(row => new NpgsqlParameter[]
            {
                Value(grain),
                Value(row.Series),
                Value(row.At),
                Value(IdOf(row.Key)),
                Value<string?[]>([.. row.Key.Values]),
                Value(row.Events),
                Value(row.Sum),
                Value(row.Actors is { } ids ? ActorBitmap.Encode(ids.Where(codes.ContainsKey).Select(id => codes[id])) : null),
            }),
            cancellationToken);

    // The parameters of the statement that takes the erased ones out; null where none of them is in the set.
    private static NpgsqlParameter[]? Without(NpgsqlDataReader reader, HashSet<int> erased)
    {
        var codes = ActorBitmap.Codes(reader.GetFieldValue<byte[]>(4)).ToList();
        return codes.RemoveAll(erased.Contains) == 0
            ? null
            :
            [
                Value(reader.GetGuid(0)), Value(reader.GetString(1)), Value(reader.GetFieldValue<DateTimeOffset>(2)),
                Value(reader.GetGuid(3)), Value(ActorBitmap.Encode(codes)),
            ];
    }

    private static SnapshotPeriod Period(NpgsqlDataReader reader) => new(
        GrainText.Parse(reader.GetString(0)),
        reader.GetFieldValue<DateTimeOffset>(1),
        reader.GetFieldValue<DateTimeOffset>(2));

    private static Guid IdOf(GroupKey key) => key.Values.IsEmpty
        ? Guid.Empty
        : new Guid(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(key.Values)).AsSpan(0, 16));

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
