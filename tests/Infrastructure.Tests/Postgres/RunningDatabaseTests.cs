using Analytics.Infrastructure.Postgres;
using Analytics.Infrastructure.Postgres.Embedded;
using Analytics.Infrastructure.Tests.Postgres.Embedded;
using Analytics.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Postgres;

public sealed class RunningDatabaseTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Without_a_connection_string_an_embedded_server_is_started_migrated_and_stopped()
    {
        using var folder = new DataFolder();
        var database = await StartAsync(new()
        {
            ["EmbeddedPostgres:DataDirectory"] = folder.Path,
            ["EmbeddedPostgres:Durable"] = "false",
        });
        await using (database)
        {
            Assert.True(database.IsEmbedded);
            Assert.Equal(0L, await CountTenantsAsync(database));
        }

        Assert.False(File.Exists(folder.PidFile));
    }

    [Fact]
    public async Task The_named_server_is_migrated_and_no_other_started()
    {
        using var folder = new DataFolder();
        await using var database = await StartAsync(new()
        {
            ["ConnectionStrings:Analytics"] = await postgres.NameDatabaseAsync(),
            ["EmbeddedPostgres:DataDirectory"] = folder.Path,
        });

        Assert.False(database.IsEmbedded);
        Assert.Equal(0L, await CountTenantsAsync(database));
        Assert.False(Directory.Exists(folder.Path));
    }

    [Theory]
    [InlineData("EmbeddedPostgres:MaxConnections", "5", "MaxConnections")]
    [InlineData("EmbeddedPostgres:MaxConnections", "many", "EmbeddedPostgres:MaxConnections")]
    [InlineData("ANALYTICS_PG_BIN", "/nowhere", "/nowhere")]
    public async Task A_wrong_setting_is_named(string setting, string value, string named)
    {
        using var folder = new DataFolder();

        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync(new()
        {
            ["EmbeddedPostgres:DataDirectory"] = folder.Path,
            [setting] = value,
        }));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    private static Task<RunningDatabase> StartAsync(Dictionary<string, string?> settings) => RunningDatabase.StartAsync(
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
        NullLoggerFactory.Instance,
        TestContext.Current.CancellationToken);

    private static async Task<object?> CountTenantsAsync(RunningDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from tenants", connection);
        return await command.ExecuteScalarAsync();
    }
}
