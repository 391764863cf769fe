using Npgsql;

namespace Analytics.Infrastructure.Postgres;

/// <summary>
/// One pool per database role, all with the configured login. The role is a start-up option of the connection, so
/// that the pool's reset returns to it and never to the login, which may own the tables.
/// </summary>
public sealed class RoleDataSources : IAsyncDisposable
{
    private const int PreparedStatements = 50;   // per connection; chosen by use

    private readonly NpgsqlDataSource[] _sources;

    /// <param name="connectionString">Any Npgsql connection string without start-up options of its own for the role.</param>
    /// <exception cref="ArgumentException">It turns off what keeps tenants apart in a pool.</exception>
    public RoleDataSources(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.NoResetOnClose)
            throw new ArgumentException(
                "The connection string has 'No Reset On Close=true': a tenant's setting would pass to the next user "
                + "of the connection. Remove it.", nameof(connectionString));
        if (settings.Multiplexing)
            throw new ArgumentException(
                "The connection string has 'Multiplexing=true': tenants would share a session. Remove it.",
                nameof(connectionString));
        _sources = [.. Enum.GetValues<DatabaseRole>().Select(role => Build(settings, role))];
    }

    public NpgsqlDataSource App => _sources[(int)DatabaseRole.App];

    public NpgsqlDataSource Projector => _sources[(int)DatabaseRole.Projector];

    public NpgsqlDataSource Platform => _sources[(int)DatabaseRole.Platform];

    public NpgsqlDataSource Scheduler => _sources[(int)DatabaseRole.Scheduler];

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources)
            await source.DisposeAsync();
    }

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings, DatabaseRole role)
    {
        var name = role switch
        {
            DatabaseRole.App => "analytics_app",
            DatabaseRole.Projector => "analytics_projector",
            DatabaseRole.Platform => "analytics_platform",
            DatabaseRole.Scheduler => "analytics_scheduler",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
        };
        var ofRole = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Options = $"{settings.Options} -c role={name}".Trim(),   // the last one counts
            ApplicationName = settings.ApplicationName ?? name,
        };
        if (ofRole.MaxAutoPrepare == 0)
            ofRole.MaxAutoPrepare = PreparedStatements;
        return new NpgsqlDataSourceBuilder(ofRole.ConnectionString).Build();
    }
}
