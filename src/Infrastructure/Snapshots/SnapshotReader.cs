using System.Collections.Concurrent;
using Analytics.Domain.Querying;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Snapshots;

/// <summary>Reads snapshots from the database.</summary>
internal sealed class SnapshotReader(TenantConnections connections, TimeProvider clock) : ISnapshotReader
{
    /// <summary>Every question asks from when on raw events are there; that changes once a month.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TenantId, (DateTimeOffset? RawFrom, long At)> _rawFrom = new();

    public async Task<DateTimeOffset?> RawFromAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        if (_rawFrom.TryGetValue(tenant.Id, out var known) && clock.GetElapsedTime(known.At) < Remembered)
            return known.RawFrom;
        var at = clock.GetTimestamp();
        var (rawFrom, _, _) = await StateAsync(tenant, cancellationToken);
        _rawFrom[tenant.Id] = (rawFrom, at);
        return rawFrom;
    }

    public async Task<KeptTime> TimeAsync(
        TenantScope tenant, Guid series, TimeRange within, CancellationToken cancellationToken)
    {
        var (_, first, _) = await StateAsync(tenant, cancellationToken);
        var periods = await connections.ReadAsync(
            tenant, SnapshotReadSql.Periods,
            static reader => new SnapshotPeriod(
                GrainText.Parse(reader.GetString(0)),
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.GetFieldValue<DateTimeOffset>(2)),
            cancellationToken, Value(series), Value(within.From.ToUniversalTime()), Value(within.To.ToUniversalTime()));
        return new KeptTime(first, [.. periods]);
    }

    public async Task<IReadOnlyList<KeptRow>> RowsAsync(
        TenantScope tenant, Guid series, IReadOnlyCollection<SnapshotTile> tiles, int limit, CancellationToken cancellationToken) =>
        await connections.ReadAsync(
            tenant, SnapshotReadSql.Rows,
            static reader => new KeptRow(
                new SnapshotTile(GrainText.Parse(reader.GetString(0)), reader.GetFieldValue<DateTimeOffset>(1)),
                new GroupKey([.. reader.GetFieldValue<string?[]>(2)]),
                reader.GetInt64(3),
                reader.IsDBNull(4) ? null : reader.GetDecimal(4),
                reader.IsDBNull(5) ? default(ReadOnlyMemory<byte>?) : reader.GetFieldValue<byte[]>(5)),
            cancellationToken,
            Value(series), Value(tiles.Select(tile => GrainText.Of(tile.Grain)).ToArray()),
            Value(tiles.Select(tile => tile.At.ToUniversalTime()).ToArray()), Value(limit));

    public async Task<ActorCodes> ActorsAsync(
        TenantScope tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var (_, _, codes) = await StateAsync(tenant, cancellationToken);
        var moved = await connections.ReadAsync(
            tenant, SnapshotReadSql.Moved,
            static reader => (Code: reader.GetInt32(0), Actor: TextOrNull(reader, 1), To: CodeOrNull(reader, 2)), cancellationToken);
        var known = await connections.ReadAsync(
            tenant, SnapshotReadSql.Ids,
            static reader => (Id: reader.GetString(0), Actor: reader.GetString(1), Code: CodeOrNull(reader, 2)), cancellationToken,
            Value(ids.ToArray()));
        // An actor that is in no set itself gets a number behind all codes.
        var others = new Dictionary<string, int>(StringComparer.Ordinal);
        int Other(string actor) =>
            others.TryGetValue(actor, out var number) ? number : others[actor] = codes + others.Count;
        var numbers = moved.ToDictionary(
            one => one.Code, one => one.Actor is null ? -1 : one.To ?? Other(one.Actor));
        var byId = known.ToDictionary(one => one.Id, one => one.Code ?? Other(one.Actor), StringComparer.Ordinal);
        return new ActorCodes(numbers, byId, codes + others.Count);
    }

    private async Task<(DateTimeOffset? RawFrom, DateTimeOffset? FirstEvent, int Codes)> StateAsync(
        TenantScope tenant, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, SnapshotReadSql.State,
            static reader => (
                reader.GetFieldValue<DateTimeOffset?>(0), reader.GetFieldValue<DateTimeOffset?>(1), reader.GetInt32(2)),
            cancellationToken)).SingleOrDefault();

    private static string? TextOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static int? CodeOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
