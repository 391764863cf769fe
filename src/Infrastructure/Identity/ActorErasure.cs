using System.Security.Cryptography;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Snapshots;
using Npgsql;

namespace Analytics.Infrastructure.Identity;

/// <summary>
/// Deletes an actor within a transaction. The long search through the tenant's events holds nobody up; only what came
/// meanwhile is deleted while writers wait.
/// </summary>
internal sealed class ActorErasure(NpgsqlConnection connection, TenantId tenant)
{
    private const int PadLength = 64;   // a block of SHA-256
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;

    private readonly TenantRows _rows = new(connection, tenant);

    /// <summary>The tenant's secret, of the pad that the database has.</summary>
    public static byte[] KeyOf(ReadOnlySpan<byte> innerPad) => Padded(innerPad[..ErasedId.KeyLength], InnerPad)[..ErasedId.KeyLength];

    /// <returns>The log's head when the transaction is committed.</returns>
    public async Task<long> ExecuteAsync(string actor, CancellationToken cancellationToken)
    {
        await LockAsync(ActorLogSql.BeginErasure, cancellationToken);
        var seen = await HeadAsync(cancellationToken);
        var ids = await OneActorAsync(actor, cancellationToken);
        await EraseEventsAsync(ids, 0, cancellationToken);
        await HoldWritersAsync(cancellationToken);
        var head = (long)(await _rows.ScalarAsync(ActorLogSql.LockHead, [], cancellationToken))!;
        await EraseEventsAsync(ids, seen, cancellationToken);
        // Merged while the events were searched.
        var all = await OneActorAsync(actor, cancellationToken);
        await EraseEventsAsync([.. all.Except(ids)], 0, cancellationToken);
        await _rows.ScalarAsync(QuarantineSql.LockSize, [], cancellationToken);
        await _rows.ScalarAsync(QuarantineSql.Erase, [Ids([.. all.Union(ids)])], cancellationToken);
        await CreateKeyAsync(cancellationToken);
        // A snapshot that is being written may just give one of the ids a code.
        await _rows.ScalarAsync(SnapshotSql.NextCode, [], cancellationToken);
        return (long?)await _rows.ScalarAsync(ActorLogSql.Erase, [Ids([.. all.Union(ids)])], cancellationToken) ?? head;
    }

    private async Task<long> HeadAsync(CancellationToken cancellationToken) =>
        (long?)await _rows.ScalarAsync(EventLogSql.Head, [], cancellationToken) ?? 0;

    /// <summary>Every id that is one actor with it.</summary>
    public async Task<string[]> OneActorAsync(string actor, CancellationToken cancellationToken) =>
        (string[])(await _rows.ScalarAsync(
            ActorLogSql.OneActor, [new NpgsqlParameter<string> { TypedValue = actor }], cancellationToken))!;

    /// <summary>Waits for the commits under way, and lets none begin until the transaction ends.</summary>
    public Task HoldWritersAsync(CancellationToken cancellationToken) => LockAsync(ActorLogSql.HoldWriters, cancellationToken);

    private async Task LockAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task EraseEventsAsync(string[] ids, long after, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return;
        await using var command = new NpgsqlCommand(ActorLogSql.EraseEvents, connection);
        command.Parameters.Add(Ids(ids));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.CommandTimeout = 0;   // reads every event of the tenant; the caller's token bounds it
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives a tenant that has none its secret.</summary>
    public async Task CreateKeyAsync(CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(ErasedId.KeyLength);
        await _rows.ScalarAsync(ActorLogSql.CreateKey, [Pad(key, InnerPad), Pad(key, OuterPad)], cancellationToken);
    }

    private static NpgsqlParameter<string[]> Ids(string[] ids) => new() { TypedValue = ids };

    private static NpgsqlParameter<byte[]> Pad(ReadOnlySpan<byte> key, byte with) => new() { TypedValue = Padded(key, with) };

    private static byte[] Padded(ReadOnlySpan<byte> key, byte with)
    {
        var pad = new byte[PadLength];
        key.CopyTo(pad);
        for (var i = 0; i < pad.Length; i++)
            pad[i] ^= with;
        return pad;
    }
}
