using Analytics.Infrastructure.Postgres.Embedded;
using Analytics.Infrastructure.Postgres.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres;

/// <summary>
/// The product's database, migrated and ready: on the server that <c>ConnectionStrings:Analytics</c> names, else on an
/// embedded one, which stops when this is disposed. The host starts it first and disposes it last.
/// </summary>
public sealed class RunningDatabase : IAsyncDisposable
{
    public const string ConnectionName = "Analytics";

    private readonly EmbeddedPostgres? _embedded;

    private RunningDatabase(string connectionString, EmbeddedPostgres? embedded) =>
        (ConnectionString, _embedded) = (connectionString, embedded);

    /// <summary>Holds a password: never shown, never logged.</summary>
    public string ConnectionString { get; }

    /// <summary>Demo tenants and development tokens exist on the embedded server only.</summary>
    public bool IsEmbedded => _embedded is not null;

    /// <summary>Ends once the embedded server cannot be kept running, and says why; a named server is awaited for ever.</summary>
    public Task<string> Lost => _embedded?.Lost ?? new TaskCompletionSource<string>().Task;

    /// <param name="configuration">The connection string, else the settings of the embedded server.</param>
    /// <param name="loggers">Told of creation, start and migrations.</param>
    /// <param name="cancellationToken">Gives up; what was started is stopped.</param>
    /// <exception cref="EmbeddedPostgresException">There is no embedded server; the message is for a person.</exception>
    /// <exception cref="Npgsql.NpgsqlException">The named server does not answer or refuses.</exception>
    public static async Task<RunningDatabase> StartAsync(
        IConfiguration configuration, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger<RunningDatabase>();
        if (configuration.GetConnectionString(ConnectionName) is { Length: > 0 } configured)
        {
            await Migrator.MigrateAsync(configured, logger, cancellationToken);
            return new RunningDatabase(configured, embedded: null);
        }
        var options = EmbeddedPostgresSettings.Read(configuration);
        var embedded = await EmbeddedPostgres.StartAsync(options, logger, cancellationToken);
        try
        {
            await Migrator.MigrateAsync(embedded.ConnectionString, logger, cancellationToken);
            return new RunningDatabase(embedded.ConnectionString, embedded);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
