using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Postgres.Migrations;

/// <summary>Creates the database that a connection string names, from the server's maintenance database.</summary>
internal static class DatabaseCreation
{
    private const string Maintenance = "postgres";

    public static async Task EnsureAsync(
        NpgsqlConnectionStringBuilder owner, ILogger logger, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(owner, cancellationToken))
            return;
        var server = new NpgsqlConnectionStringBuilder(owner.ConnectionString) { Database = Maintenance };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        using var quoting = new NpgsqlCommandBuilder();
        await using var create = new NpgsqlCommand(
            $"create database {quoting.QuoteIdentifier(owner.Database!)} encoding 'UTF8' template template0", connection);
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
            MigrationLog.Created(logger, owner.Database!);
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.DuplicateDatabase
            or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster; that is what was wanted.
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnectionStringBuilder owner, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(owner.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }
}
