using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>
/// A private PostgreSQL server that lives as long as this object: on a Unix socket and the loopback address, with a
/// password of its own. One that ends by itself is started again. A killed host takes it along; whatever that leaves is
/// recovered at the next start.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>May create databases and roles; is no superuser, so that row-level security binds it.</summary>
    public const string Login = "analytics";

    private const string Superuser = "postgres";
    private const int PoolsAtMost = 5;

    private readonly ClusterFolder _folder;
    private readonly ServerKeeper _keeper;
    private readonly ILogger _logger;
    private int _disposed;

    private EmbeddedPostgres(ClusterFolder folder, ServerKeeper keeper, string connectionString, ILogger logger)
    {
        (_folder, _keeper, _logger) = (folder, keeper, logger);
        ConnectionString = connectionString;
    }

    /// <summary>As <see cref="Login"/>, to a database that the migrator creates; holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>The server's own process; another one after it was started again.</summary>
    public int ProcessId => _keeper.ProcessId;

    /// <summary>Ends once the server has ended by itself and cannot be started again; says why, for a person.</summary>
    public Task<string> Lost => _keeper.Lost;

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
            var password = await folder.ReadPasswordAsync(cancellationToken);

            var launch = new ServerLaunch(options, folder, binaries, account, logger);
            var (server, port) = await launch.AtFreePortAsync(cancellationToken);
            var keeper = new ServerKeeper(server, token => launch.AtPortAsync(port, token), logger);
            try
            {
                var connection = Connection(folder, port, password);
                await LoginRole.EnsureAsync(connection, Login, password, cancellationToken);
                (connection.Username, connection.Database) = (Login, options.Database);
                connection.MaxPoolSize = options.MaxConnections / PoolsAtMost;
                EmbeddedPostgresLog.Started(logger, binaries.Version, folder.Root, port, server.Id);
                return new EmbeddedPostgres(folder, keeper, connection.ConnectionString, logger);
            }
            catch
            {
                await keeper.DisposeAsync();
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
        await _keeper.DisposeAsync();
        _folder.RemoveSocketDirectory();
        _folder.Dispose();
        EmbeddedPostgresLog.Stopped(_logger);
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
