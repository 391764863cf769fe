using Analytics.Columnar;
using Analytics.Columnar.Collection;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The engine as a host runs it, over the generated log, for one tenant.</summary>
internal sealed class EngineStore : IAsyncDisposable
{
    private static readonly TenantId _id = new(new Guid("00000000-0000-7000-8000-000000000004"));

    private readonly CancellationTokenSource _stopping = new();
    private readonly TenantEngines _engines;
    private readonly IEventLogReader _log;
    private readonly string _directory;
    private Task _running = Task.CompletedTask;

    private EngineStore(string directory, IEventLogReader log, TenantScope tenant)
    {
        (_directory, _log, Tenant) = (directory, log, tenant);
        var options = new ColumnarOptions { Directory = directory, QueryThreads = 2 };
        _engines = new TenantEngines(
            Options.Create(options), log, new LogHeads(), TimeProvider.System, NullLogger<TenantEngines>.Instance);
        Engine = new ColumnarEventAnalytics(_engines);
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
        return new EngineStore(directory, log, tenant!);
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

    /// <summary>Has everything written to files and merged until the engine's own policy leaves it alone.</summary>
    public async Task CompactAsync()
    {
        await StopAsync();
        var engine = await _engines.OpenAsync(Tenant, CancellationToken.None);
        while (engine.Segments.MergeOnce(1, true, CancellationToken.None))
        {
        }
    }

    /// <summary>Bytes of the tenant's files.</summary>
    public long BytesOnDisk() =>
        Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _engines.Dispose();
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
