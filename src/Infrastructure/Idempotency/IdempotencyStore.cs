using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Execution.Idempotency;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Idempotency;

/// <summary>
/// The keys of one request's tenant, shared by all nodes. Each request has a store of its own and holds what it claims
/// under an id of its own: an execution that outlived its claim cannot overwrite what its successor answered.
/// </summary>
internal sealed class IdempotencyStore(
    TenantScope tenant, TenantConnections connections, IdempotencyOptions options, TimeProvider clock) : IIdempotencyStore
{
    private const int Attempts = 10;

    private readonly Guid _holder = Guid.NewGuid();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Others took and gave back the key as often as it was tried.</exception>
    public async ValueTask<IdempotencyClaim> ClaimAsync(IdempotencyEntry entry, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        for (var attempt = 0; attempt < Attempts; attempt++)
            if (await TakeAsync(lease.Connection, entry, cancellationToken))
            {
                await lease.CommitAsync(cancellationToken);
                return new IdempotencyClaim(IdempotencyState.Claimed);
            }
            else if (await FindAsync(lease.Connection, entry, cancellationToken) is { } found)
                return found;
        throw new InvalidOperationException("An idempotency key changes hands faster than it can be read.");
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(
        IdempotencyEntry entry, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease.Connection, IdempotencySql.Complete, entry);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _holder });
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = answer });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(IdempotencyEntry entry, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease.Connection, IdempotencySql.Release, entry);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _holder });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    private async Task<bool> TakeAsync(
        NpgsqlConnection connection, IdempotencyEntry entry, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = Command(connection, IdempotencySql.Claim, entry);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = entry.RequestHash });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _holder });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now - options.Lifetime });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now - options.ClaimTimeout });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task<IdempotencyClaim?> FindAsync(
        NpgsqlConnection connection, IdempotencyEntry entry, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, IdempotencySql.Find, entry);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;   // given back in between
        return reader.GetString(0) != entry.RequestHash ? new IdempotencyClaim(IdempotencyState.Mismatch)
            : reader.IsDBNull(1) ? new IdempotencyClaim(IdempotencyState.InProgress)
            : new IdempotencyClaim(IdempotencyState.Completed, reader.GetFieldValue<byte[]>(1));
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql, IdempotencyEntry entry)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = NameOf(entry) });
        return command;
    }

    // Over UTF-16: a key is any text of the caller, and UTF-8 would make one of all that is half a surrogate pair.
    private static byte[] NameOf(IdempotencyEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (ReadOnlySpan<string>)[entry.Partition, entry.Key, entry.Field])
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(MemoryMarshal.AsBytes(part.AsSpan()));
        }
        return hash.GetHashAndReset();
    }
}
