using Analytics.Infrastructure.Postgres.Embedded;
using Analytics.Infrastructure.Postgres.Migrations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Analytics.TestKit;

/// <summary>
/// One PostgreSQL server for each test process, as an assembly fixture:
/// <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>, then a constructor parameter of the test class.
/// The server starts with the first question and vanishes with the process, however it ends.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private const string Template = "analytics_template";
    private const string FolderPrefix = "analytics-tests-";

    private static readonly TimeSpan _leftoverAge = TimeSpan.FromHours(1);

    private readonly ILogger _logger = NullLogger.Instance;
    private readonly SemaphoreSlim _once = new(1);
    private readonly string _folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
    private EmbeddedPostgres? _server;
    private int _databases;

    /// <returns>The owner's connection string of a new database with every migration applied and no row.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var connectionString = await NameDatabaseAsync(cancellationToken);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await ExecuteAsync($"create database {name} template {Template}", cancellationToken);
        return connectionString;
    }

    /// <returns>The owner's connection string of a database that does not exist yet.</returns>
    public async Task<string> NameDatabaseAsync(CancellationToken cancellationToken = default) =>
        Named(await ServerAsync(cancellationToken), $"test_{Interlocked.Increment(ref _databases)}");

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_server is not null)
                await _server.DisposeAsync();
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
            _once.Dispose();
        }
    }

    private async Task<EmbeddedPostgres> ServerAsync(CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken);
        try
        {
            return _server ??= await StartAsync(cancellationToken);
        }
        finally
        {
            _once.Release();
        }
    }

    private async Task<EmbeddedPostgres> StartAsync(CancellationToken cancellationToken)
    {
        RemoveLeftovers();
        var options = new EmbeddedPostgresOptions
        {
            DataDirectory = _folder,
            BinDirectory = Environment.GetEnvironmentVariable(EmbeddedPostgresOptions.BinDirectoryVariable),
            Durable = false,
            MaxConnections = 300,
        };
        var server = await EmbeddedPostgres.StartAsync(options, _logger, cancellationToken);
        try
        {
            await Migrator.MigrateAsync(Named(server, Template), _logger, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var server = await ServerAsync(cancellationToken);
        await using var connection = new NpgsqlConnection(Named(server, "postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Named(EmbeddedPostgres server, string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database }.ConnectionString;

    // Folders of runs that were killed. A young one may be about to start; a held one is in use.
    private static void RemoveLeftovers()
    {
        var young = TimeProvider.System.GetUtcNow() - _leftoverAge;
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            if (Directory.GetCreationTimeUtc(folder) > young)
                continue;
            try
            {
                using (var left = ClusterFolder.Open(folder))
                    left.RemoveSocketDirectory();
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception failure) when (failure is EmbeddedPostgresException or IOException or UnauthorizedAccessException)
            {
                // Another run's, or another run was faster.
            }
        }
    }
}
