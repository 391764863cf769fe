using Analytics.Infrastructure.Postgres.Embedded;
using Analytics.Infrastructure.Postgres.Migrations;

namespace Analytics.Api.Hosting;

/// <summary>The database: a server that the settings name, or the private one.</summary>
internal sealed class Storage : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Storage(string connectionString, string directory, EmbeddedPostgres? embedded) =>
        (ConnectionString, Directory, _embedded) = (connectionString, directory, embedded);

    /// <summary>The owner's.</summary>
    public string ConnectionString { get; }

    /// <summary>Absolute path of what does not lie on a server.</summary>
    public string Directory { get; }

    /// <summary>True on the private server, the only place for demo tenants and development tokens.</summary>
    public bool IsPrivate => _embedded is not null;

    /// <summary>Opens the database and brings it to this build's state.</summary>
    /// <exception cref="EmbeddedPostgresException">The private server cannot run; the message says what to do.</exception>
    public static async Task<Storage> OpenAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddConsole());
        var logger = loggers.CreateLogger("Analytics.Storage");
        var options = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        var directory = System.IO.Directory.CreateDirectory(options.Directory).FullName;
        var named = configuration.GetConnectionString("Analytics");
        var embedded = named is null
            ? await EmbeddedPostgres.StartAsync(Embedded(configuration, directory), logger, cancellationToken)
            : null;
        var storage = new Storage(named ?? embedded!.ConnectionString, directory, embedded);
        try
        {
            await Migrator.MigrateAsync(storage.ConnectionString, logger, cancellationToken);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    private static EmbeddedPostgresOptions Embedded(IConfiguration configuration, string directory)
    {
        var options = new EmbeddedPostgresOptions();
        configuration.GetSection(EmbeddedPostgresOptions.Section).Bind(options);
        options.DataDirectory = Path.Combine(directory, "postgres");
        options.BinDirectory ??= configuration[EmbeddedPostgresOptions.BinDirectoryVariable];
        return options;
    }
}
