using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Postgres.Migrations;

/// <summary>
/// Held by one migrator of a database at a time. EF Core's own lock does not cover the first creation of its table.
/// It is polled: a session that waits inside PostgreSQL for an advisory lock blocks statements that wait for every
/// snapshot to end.
/// </summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    // Any constant will do that nothing else in the database uses.
    private const long Key = 0x616E_616C_7974_6963;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlConnection _connection;

    private MigrationLock(NpgsqlConnection connection) => _connection = connection;

    public static async Task<MigrationLock> TakeAsync(
        NpgsqlConnectionStringBuilder owner, ILogger logger, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(owner.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Key });
            for (var told = false; await command.ExecuteScalarAsync(cancellationToken) is not true; told = true)
            {
                if (!told)
                    MigrationLog.Waiting(logger, owner.Database!);
                await Task.Delay(_pause, TimeProvider.System, cancellationToken);
            }
            return new MigrationLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // The connection is not pooled: its end is the lock's end.
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
