using Analytics.Columnar;
using Analytics.Columnar.Collection;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The engine as a host runs it, over the generated log, for one tenant.</summary>
internal sealed class EngineStore : IAsyncDisposable
{
    private static readonly TenantId _id = new(new Guid("00000000-0000-7000-8000-000000000004"));
    private static readonly TenantId _neighbour = new(new Guid("00000000-0000-7000-8000-000000000005"));

    private readonly CancellationTokenSource _stopping = new();
    private readonly ServiceProvider _services;
    private readonly TenantEngines _engines;
    private readonly IEventLogReader _log;
    private readonly string _directory;
    private readonly List<Task> _running = [];

    private EngineStore(string directory, IEventLogReader log, ITenantStore tenants, TenantScope tenant, TenantScope neighbour)
    {
        (_directory, _log, Tenant, Neighbour) = (directory, log, tenant, neighbour);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLogging();
        services.AddSingleton(log).AddSingleton<LogHeads>().AddSingleton(tenants).AddSingleton<OpenTenant>();
        services.AddColumnar().Configure<ColumnarOptions>(options =>
            (options.Directory, options.QueryThreads, options.AnswerCacheMegabytes) = (directory, 2, 0));
        _services = services.BuildServiceProvider();
        _engines = _services.GetRequiredService<TenantEngines>();
        Engine = _services.GetRequiredService<IEventAnalytics>();
    }

    public IEventAnalytics Engine { get; }

    public TenantScope Tenant { get; }

    /// <summary>Another tenant of the same engine.</summary>
    public TenantScope Neighbour { get; }

    /// <summary>Opens what lies in the directory; nothing follows the log yet.</summary>
    /// <param name="directory">Of all tenants' files.</param>
    /// <param name="log">The tenant's.</param>
    /// <param name="neighbour">The other tenant's; null leaves it without events.</param>
    public static async Task<EngineStore> OpenAsync(string directory, IEventLogReader log, IEventLogReader? neighbour = null)
    {
        var tenants = new FakeTenants();
        var (tenant, other) = (await tenants.AddAsync("shop", id: _id.Value), await tenants.AddAsync("neighbour", id: _neighbour.Value));
        return new EngineStore(directory, neighbour is null ? log : new TwoLogs(tenant, log, neighbour), tenants, tenant, other);
    }

    /// <summary>Takes the log in until all of it is visible, and goes on following it.</summary>
    public Task FollowAsync() => FollowAsync(Tenant);

    /// <summary>The same for one of both.</summary>
    public async Task FollowAsync(TenantScope tenant)
    {
        var engine = await _engines.OpenAsync(tenant, CancellationToken.None);
        var head = await _log.HeadAsync(tenant, CancellationToken.None);
        var running = engine.RunAsync(_stopping.Token);
        _running.Add(running);
        while (await engine.WaitForAsync(head, TimeSpan.FromSeconds(10), CancellationToken.None) is null)
            if (running.IsCompleted)
                await running;
    }

    /// <summary>Stops following and merges until the engine's own policy leaves the files alone.</summary>
    public async Task SettleAsync()
    {
        await StopAsync();
        var engine = await _engines.OpenAsync(Tenant, CancellationToken.None);
        while (engine.Segments.MergeOnce(1, true, CancellationToken.None))
        {
        }
        while (engine.Segments.FoldOnce(all: true, CancellationToken.None))
        {
        }
    }

    /// <summary>Makes one file of all, after <see cref="SettleAsync"/>.</summary>
    public async Task CompactAsync() =>
        (await _engines.OpenAsync(Tenant, CancellationToken.None)).Segments.CompactAll(CancellationToken.None);

    /// <summary>Says that the tenant's log has grown.</summary>
    public void Advanced() => _services.GetRequiredService<LogHeads>().Advanced(Tenant.Id);

    /// <summary>What the engine holds; dispose it after reading.</summary>
    public async Task<Snapshot> AcquireAsync() =>
        (await _engines.OpenAsync(Tenant, CancellationToken.None)).Segments.Acquire();

    /// <summary>Bytes of the tenant's files.</summary>
    public long BytesOnDisk() =>
        Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task StopAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            await Task.WhenAll(_running);
        }
        catch (OperationCanceledException)
        {
            // It was told to.
        }
    }
}
