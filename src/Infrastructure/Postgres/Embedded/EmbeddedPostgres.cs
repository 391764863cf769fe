using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>
/// A private PostgreSQL server that lives as long as this object: on a Unix socket and the loopback address, with a
/// password of its own. A killed host takes it along; whatever that leaves is recovered at the next start.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>May create databases and roles; is no superuser, so that row-level security binds it.</summary>
    public const string Login = "analytics";

    private const string Superuser = "postgres";
    private const int PortAttempts = 5;
    private const int PoolsAtMost = 5;

    private readonly ClusterFolder _folder;
    private readonly ServerProcess _server;
    private readonly ILogger _logger;
    private int _disposed;

    private EmbeddedPostgres(ClusterFolder folder, ServerProcess server, string connectionString, ILogger logger)
    {
        (_folder, _server, _logger) = (folder, server, logger);
        ConnectionString = connectionString;
    }

    /// <summary>As <see cref="Login"/>, to a database that the migrator creates; holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>The server's own process.</summary>
    public int ProcessId => _server.Id;

    /// <returns>A server that answers.</returns>
    /// <exception cref="EmbeddedPostgresException">It cannot run; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var folder = ClusterFolder.Open(options.DataDirectory);
        try
        {
            var account = await ServerAccount.ResolveAsync(options.ServerUser, cancellationToken);
            if (!account.DiesWithParent)
                EmbeddedPostgresLog.NoDeathSignal(logger);
            await ClusterHome.ChooseAsync(folder, account, logger, cancellationToken);
            var binaries = await PostgresBinaries.FindAsync(options.BinDirectory, folder.MajorVersion, cancellationToken);
            await ClusterCreation.EnsureAsync(folder, binaries, account, options, logger, cancellationToken);
            await LeftoverServer.ClearAsync(folder, logger, cancellationToken);
            folder.ResetSocketDirectory();
            await account.OwnAsync(folder.SocketDirectory, cancellationToken);
            var password = await folder.ReadPasswordAsync(cancellationToken);

            var (server, port) = await StartServerAsync(options, folder, binaries, account, logger, cancellationToken);
            try
            {
                var connection = Connection(folder, port, password);
                await LoginRole.EnsureAsync(connection, Login, password, cancellationToken);
                (connection.Username, connection.Database) = (Login, options.Database);
                connection.MaxPoolSize = options.MaxConnections / PoolsAtMost;
                EmbeddedPostgresLog.Started(logger, binaries.Version, folder.Root, port, server.Id);
                return new EmbeddedPostgres(folder, server, connection.ConnectionString, logger);
            }
            catch
            {
                await server.StopAsync();
                throw;
            }
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _server.StopAsync();
        _folder.RemoveSocketDirectory();
        _folder.Dispose();
        EmbeddedPostgresLog.Stopped(_logger);
    }

    // A port that is free now may be taken before the server has it.
    private static async Task<(ServerProcess Server, int Port)> StartServerAsync(
        EmbeddedPostgresOptions options, ClusterFolder folder, PostgresBinaries binaries, ServerAccount account,
        ILogger logger, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var start = account.Server(binaries.Postgres, ServerSettings.Arguments(options, folder, port));
            foreach (var (name, value) in ServerSettings.Allocation)
                start.Environment[name] = value;
            var server = await ServerProcess.StartAsync(start, logger);
            if (await IsReadyAsync(server, options, folder, cancellationToken))
                return (server, port);
            var portWasTaken = server.Output.Contains("Address already in use", StringComparison.Ordinal);
            if (!portWasTaken || attempt == PortAttempts)
                throw new EmbeddedPostgresException($"PostgreSQL did not start in '{folder.Root}': {server.Output}");
        }
    }

    private static async Task<bool> IsReadyAsync(
        ServerProcess server, EmbeddedPostgresOptions options, ClusterFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            return await server.WaitUntilReadyAsync(TimeSpan.FromSeconds(options.StartTimeoutSeconds), cancellationToken);
        }
        catch (TimeoutException failure)
        {
            await server.StopAsync();
            throw new EmbeddedPostgresException(
                $"PostgreSQL was not ready in '{folder.Root}' within {options.StartTimeoutSeconds} s: {server.Output}", failure);
        }
        catch (OperationCanceledException)
        {
            await server.StopAsync();
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static NpgsqlConnectionStringBuilder Connection(ClusterFolder folder, int port, string password) => new()
    {
        Host = folder.SocketDirectory,
        Port = port,
        Username = Superuser,
        Password = password,
        Database = "postgres",
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };
}
