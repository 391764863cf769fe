using Analytics.Infrastructure.Postgres.Embedded;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Postgres.Embedded;

/// <summary>A data folder of one test, gone with it, and what tests do with a server on it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("analytics-embedded-");

    public DataFolder(string name = "postgres", bool closed = false)
    {
        Path = System.IO.Path.Combine(_parent.FullName, name);
        if (!closed)
            File.SetUnixFileMode(_parent.FullName, (UnixFileMode)Convert.ToInt32("755", 8));
    }

    public string Path { get; }

    public string PidFile => System.IO.Path.Combine(Path, "cluster", "postmaster.pid");

    public Task<EmbeddedPostgres> StartAsync(string? binDirectory = null, bool durable = false, ILogger? logger = null) =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path, BinDirectory = binDirectory, Durable = durable },
            logger ?? NullLogger.Instance,
            TestContext.Current.CancellationToken);

    /// <summary>Runs a statement in the server's maintenance database.</summary>
    public static async Task<object?> RunAsync(string connectionString, string sql)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(connectionString) { Database = "template1", Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Takes along the socket folder that a killed host left.</summary>
    public void Dispose()
    {
        using (var left = ClusterFolder.Open(Path))
            left.RemoveSocketDirectory();
        _parent.Delete(recursive: true);
    }
}
