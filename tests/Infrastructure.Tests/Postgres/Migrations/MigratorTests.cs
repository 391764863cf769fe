using Analytics.Infrastructure.Postgres.Migrations;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Postgres.Migrations;

public sealed class MigratorTests(PostgresFixture postgres)
{
    private static readonly string[] _files = [.. typeof(Migrator).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
        .Select(name => Path.GetFileNameWithoutExtension(name))
        .Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Every_file_is_applied_to_an_empty_database_in_the_order_of_its_number()
    {
        var applied = await MigrateAsync(await postgres.NameDatabaseAsync());

        Assert.NotEmpty(_files);
        Assert.Equal(_files, applied);
    }

    [Fact]
    public async Task A_second_run_does_nothing()
    {
        var database = await postgres.NameDatabaseAsync();
        await MigrateAsync(database);

        Assert.Empty(await MigrateAsync(database));
    }

    [Fact]
    public async Task Four_migrators_at_once_apply_each_file_once()
    {
        var database = await postgres.NameDatabaseAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(database))));

        Assert.Equal(_files, applied.SelectMany(names => names));
        Assert.Single(applied, names => names.Count > 0);
        Assert.Equal(_files.Length, await CountHistoryAsync(database));
    }

    [Fact]
    public async Task A_database_that_exists_and_is_empty_is_migrated()
    {
        var database = await postgres.NameDatabaseAsync();
        await DatabaseCreation.EnsureAsync(new NpgsqlConnectionStringBuilder(database), NullLogger.Instance, default);

        Assert.Equal(_files, await MigrateAsync(database));
    }

    private static Task<IReadOnlyList<string>> MigrateAsync(string database) =>
        Migrator.MigrateAsync(database, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static async Task<long> CountHistoryAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from \"__EFMigrationsHistory\"", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
