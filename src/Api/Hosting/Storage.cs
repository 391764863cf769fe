using Analytics.Columnar;
using Analytics.Infrastructure.Postgres;
using Analytics.Infrastructure.Postgres.Embedded;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Hosting;

/// <summary>The running database and the folder of all that does not lie on a server of its own.</summary>
internal sealed class Storage : IAsyncDisposable
{
    private readonly RunningDatabase _database;

    private Storage(RunningDatabase database, string directory) => (_database, Directory) = (database, directory);

    /// <summary>Holds a password: never shown, never logged.</summary>
    public string ConnectionString => _database.ConnectionString;

    /// <summary>Absolute path.</summary>
    public string Directory { get; }

    /// <summary>True on the private server, the only place for demo tenants and development tokens.</summary>
    public bool IsPrivate => _database.IsEmbedded;

    /// <summary>Ends once the private server cannot be kept running; says why.</summary>
    public Task<string> Lost => _database.Lost;

    /// <summary>Opens the database and brings it to this build's state.</summary>
    /// <exception cref="EmbeddedPostgresException">The private server cannot run; the message says what to do.</exception>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static async Task<Storage> OpenAsync(IConfigurationManager configuration, CancellationToken cancellationToken)
    {
        var directory = CreateDirectory(Read(configuration).Directory);
        SetUnlessGiven(configuration, DatabaseDirectory, Path.Combine(directory, "postgres"));
        SetUnlessGiven(configuration, EngineDirectory, Path.Combine(directory, "columnar"));
        using var loggers = LoggerFactory.Create(logging => logging
            .AddConfiguration(configuration.GetSection("Logging")).AddLines());
        return new Storage(await RunningDatabase.StartAsync(configuration, loggers, cancellationToken), directory);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static string CreateDirectory(string path)
    {
        try
        {
            return System.IO.Directory.CreateDirectory(path).FullName;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                StorageOptions.Section, typeof(StorageOptions),
                [$"{StorageOptions.Section}:{nameof(StorageOptions.Directory)}: {fault.Message}"]);
        }
    }

    // Before there is a host that could validate it.
    private static StorageOptions Read(IConfigurationManager configuration)
    {
        var options = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        var verdict = new StorageOptionsValidator().Validate(StorageOptions.Section, options);
        return verdict.Failed
            ? throw new OptionsValidationException(StorageOptions.Section, typeof(StorageOptions), verdict.Failures)
            : options;
    }

    private static void SetUnlessGiven(IConfigurationManager configuration, string setting, string value)
    {
        if (string.IsNullOrEmpty(configuration[setting]))
            configuration[setting] = value;
    }

    private const string DatabaseDirectory =
        $"{EmbeddedPostgresOptions.Section}:{nameof(EmbeddedPostgresOptions.DataDirectory)}";

    private const string EngineDirectory = $"{ColumnarOptions.Section}:{nameof(ColumnarOptions.Directory)}";
}
