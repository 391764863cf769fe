using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Postgres.Migrations;

/// <summary>Brings a database to this build's state: creates it, then applies what is missing. Safe from many processes at once.</summary>
public static class Migrator
{
    private static readonly TimeSpan _longestStatement = TimeSpan.FromHours(1);

    /// <param name="ownerConnectionString">A role that owns the database, or may create it, and may create roles.</param>
    /// <param name="logger">Told of what was created, awaited and applied.</param>
    /// <param name="cancellationToken">Stops the wait for another migrator; a running file is rolled back.</param>
    /// <returns>The names of the migrations that this call applied, in order; empty when there was nothing to do.</returns>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        string ownerConnectionString, ILogger logger, CancellationToken cancellationToken)
    {
        var owner = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false };
        await DatabaseCreation.EnsureAsync(owner, logger, cancellationToken);
        await using var oneAtATime = await MigrationLock.TakeAsync(owner, logger, cancellationToken);

        var options = new DbContextOptionsBuilder<MigrationsDbContext>()
            .UseNpgsql(owner.ConnectionString, npgsql => npgsql.CommandTimeout((int)_longestStatement.TotalSeconds))
            .Options;
        await using var context = new MigrationsDbContext(options);
        string[] pending = [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)];
        if (pending.Length == 0)
            return pending;
        await context.Database.MigrateAsync(cancellationToken);
        MigrationLog.Applied(logger, pending.Length, owner.Database!, pending[^1]);
        return pending;
    }
}
