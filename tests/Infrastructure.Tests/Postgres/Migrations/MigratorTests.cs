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

    [Fact]
    public async Task Customers_and_products_of_before_there_were_entities_become_entities_of_their_tenants()
    {
        var database = await postgres.NameDatabaseAsync();
        await DatabaseCreation.EnsureAsync(new NpgsqlConnectionStringBuilder(database), NullLogger.Instance, default);
        await ApplyAsync(database, _files.TakeWhile(file => file != "0013_imports"));
        var (here, there) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var tenant in new[] { here, there })
            await InTenantAsync(database, tenant, $"""
                insert into customers values ('{tenant}', 'c1', 'Ada', 'GB', 'import', '2026-01-01T00:00:00Z'),
                    ('{tenant}', 'c2', null, null, 'import', '2026-01-02T00:00:00Z');
                insert into products values ('{tenant}', 'p1', 'Cup {(tenant == here ? 1 : 2)}', 'import', '2026-01-03T00:00:00Z');
                select null
                """);

        await ApplyAsync(database, _files.SkipWhile(file => file != "0013_imports"));

        const string Read = """
            select string_agg(concat_ws(' ', kind, external_id, attributes, source, version, person_id,
                to_char(updated_at at time zone 'utc', 'YYYY-MM-DD')), E'\n' order by kind, external_id)
            from entities
            """;
        foreach (var (tenant, cup) in new[] { (here, 1), (there, 2) })
            Assert.Equal(
                $$"""
                customers c1 {"name": "Ada", "country": "GB"} orders 1 c1 2026-01-01
                customers c2 {} orders 1 c2 2026-01-02
                products p1 {"name": "Cup {{cup}}"} orders 1 2026-01-03
                """,
                await InTenantAsync(database, tenant, Read));
        Assert.Null(await InTenantAsync(database, Guid.NewGuid(), Read));
    }

    // Each as the migrator runs it: in a transaction of its own. EF goes to no migration whose id has no time.
    private static async Task ApplyAsync(string database, IEnumerable<string> files)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        foreach (var file in files)
        {
            using var sql = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(file + ".sql")!);
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(await sql.ReadToEndAsync(), connection);
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }

    private static async Task<string?> InTenantAsync(string database, Guid tenant, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Without the rights of a superuser, whom row-level security would not hold back.
        await using var command = new NpgsqlCommand(
            $"set local role analytics_owner; set local analytics.tenant = '{tenant}'; {sql}", connection);
        var value = await command.ExecuteScalarAsync();
        await transaction.CommitAsync();
        return value as string;
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
