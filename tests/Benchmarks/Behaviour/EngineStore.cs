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

    private readonly CancellationTokenSource _stopping = new();
    private readonly ServiceProvider _services;
    private readonly TenantEngines _engines;
    private readonly IEventLogReader _log;
    private readonly string _directory;
    private Task _running = Task.CompletedTask;

    private EngineStore(string directory, IEventLogReader log, ITenantStore tenants, TenantScope tenant)
    {
        (_directory, _log, Tenant) = (directory, log, tenant);
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

    /// <summary>Opens what lies in the directory; nothing follows the log yet.</summary>
    public static async Task<EngineStore> OpenAsync(string directory, IEventLogReader log)
    {
        var tenants = new FakeTenants();
        await tenants.SaveAsync(
            new TenantInfo(_id, "shop", "Shop", TimeZoneInfo.Utc, "EUR", DayOfWeek.Monday, RawRetentionMonths: null),
            CancellationToken.None);
        var tenant = await new OpenTenant(tenants).ExecuteAsync(_id, CancellationToken.None);
        return new EngineStore(directory, log, tenants, tenant!);
    }

    /// <summary>Takes the log in until all of it is visible.</summary>
    public async Task FollowAsync()
    {
        var engine = await _engines.OpenAsync(Tenant, CancellationToken.None);
        var head = await _log.HeadAsync(Tenant, CancellationToken.None);
        if (engine.Segments.Position >= head)
            return;
        _running = engine.RunAsync(_stopping.Token);
        while (await engine.WaitForAsync(head, TimeSpan.FromSeconds(10), CancellationToken.None) is null)
            if (_running.IsCompleted)
                await _running;
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
            await _running;
        }
        catch (OperationCanceledException)
        {
            // It was told to.
        }
    }
}
