using Npgsql;

namespace Analytics.Infrastructure.Postgres;

/// <summary>
/// A connection in a transaction in which row-level security shows one tenant's rows. Disposed without
/// <see cref="CommitAsync"/> it leaves nothing behind.
/// </summary>
public sealed class TenantLease : IAsyncDisposable
{
    internal TenantLease(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (Connection, Transaction) = (connection, transaction);

    public NpgsqlConnection Connection { get; }

    internal NpgsqlTransaction Transaction { get; }

    /// <summary>Makes the writes durable; the lease sees no rows from then on.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => Transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
