using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Identity;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Collection;

/// <summary>A log over a database of its own with two tenants.</summary>
internal sealed class LogFixture : IAsyncDisposable
{
    private LogFixture(TwoTenants tenants, EventLogOptions options)
    {
        Tenants = tenants;
        Log = OpenLog(options);
        Reader = new EventLogReader(tenants.Roles);
        Actors = new ActorLog(tenants.Connections, Heads);
        OptOuts = new OptOuts(tenants.Connections);
    }

    public TwoTenants Tenants { get; }

    public TenantScope Here => Tenants.Here;

    public TenantScope There => Tenants.There;

    public LogHeads Heads { get; } = new();

    public EventLog Log { get; }

    public EventLogReader Reader { get; }

    public ActorLog Actors { get; }

    public OptOuts OptOuts { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<LogFixture> CreateAsync(PostgresFixture postgres, EventLogOptions? options = null) =>
        new(await TwoTenants.CreateAsync(postgres), options ?? new EventLogOptions());

    /// <summary>A further writing node.</summary>
    public EventLog OpenLog(EventLogOptions? options = null) => new(
        Tenants.Roles, Heads, Options.Create(options ?? new EventLogOptions()), TimeProvider.System,
        NullLogger<EventLog>.Instance);

    public async Task<AppendOutcome> AppendAsync(TenantScope tenant, params NewEvent[] events) =>
        (await Log.AppendAsync(tenant, events, Token)).Value;

    /// <summary>The events among the entries.</summary>
    public async Task<List<LoggedEvent>> ReadAsync(TenantScope tenant, long after = 0, int limit = 1_000_000) =>
        [.. (await EntriesAsync(tenant, after, limit)).OfType<LoggedEvent>()];

    public async Task<List<LogEntry>> EntriesAsync(TenantScope tenant, long after = 0, int limit = 1_000_000)
    {
        var entries = new List<LogEntry>();
        await foreach (var entry in Reader.ReadAsync(tenant, after, limit, Token))
            entries.Add(entry);
        return entries;
    }

    /// <summary>Holds back every commit that has events of the tenant, until disposed.</summary>
    public async Task<IAsyncDisposable> HoldCommitsAsync(TenantScope tenant)
    {
        var lease = await Tenants.Connections.LeaseAsync(tenant, Token);
        await using var command = new NpgsqlCommand(
            $"insert into log_heads values ('{tenant.Id}', 0) on conflict (tenant_id) do update set head = log_heads.head",
            lease.Connection);
        await command.ExecuteNonQueryAsync(Token);
        return lease;
    }

    /// <summary>Runs SQL over one tenant's rows and keeps what it does.</summary>
    public async Task<object?> AsTenantAsync(TenantScope tenant, string sql)
    {
        await using var lease = await Tenants.Connections.LeaseAsync(tenant, Token);
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        var answer = await command.ExecuteScalarAsync(Token);
        await lease.CommitAsync(Token);
        return answer;
    }

    /// <summary>Changes one tenant's rows.</summary>
    public async Task AsTenantAndCommitAsync(TenantScope tenant, string sql)
    {
        await using var lease = await Tenants.Connections.LeaseAsync(tenant, Token);
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        await command.ExecuteNonQueryAsync(Token);
        await lease.CommitAsync(Token);
    }

    /// <summary>Runs SQL with the rights of the tables' owner, who sees no tenant's rows.</summary>
    public async Task<object?> AsOwnerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Tenants.OwnerConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await Tenants.DisposeAsync();
    }
}
