using Analytics.Columnar.Collection;
using Analytics.Columnar.Querying;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analytics.Columnar.Tests;

/// <summary>The engine as a host runs it, over a log in memory and a directory of its own.</summary>
public sealed class RunningEngine : IAsyncDisposable
{
    private readonly ColumnarOptions _options;
    private TenantEngines? _engines;
    private TailService? _tail;

    private RunningEngine(ColumnarOptions options, FakeTenants tenants) => (_options, Tenants) = (options, tenants);

    public FakeEventLog Log { get; } = new();

    public FakeTenants Tenants { get; }

    public IEventAnalytics Engine { get; private set; } = null!;

    public string Root => _options.Directory;

    internal TenantEngines Engines => _engines!;

    /// <summary>Small batches and files by default, so that a few events make many segments and merges.</summary>
    /// <remarks>The directory is removed in the end, also where it is given.</remarks>
    public static async Task<RunningEngine> StartAsync(
        int flushRows = 50,
        int batchRows = 20,
        int threads = 2,
        FakeTenants? tenants = null,
        string? directory = null,
        Action<ColumnarOptions>? configure = null)
    {
        var options = new ColumnarOptions
        {
            Directory = directory ?? Directory.CreateTempSubdirectory("columnar-").FullName,
            FlushRows = flushRows,
            BatchRows = batchRows,
            FlushSeconds = 0.2,
            PollSeconds = 0.05,
            QueryThreads = threads,
        };
        configure?.Invoke(options);
        var running = new RunningEngine(options, tenants ?? new FakeTenants());
        await running.StartEngineAsync();
        return running;
    }

    /// <summary>What a killed process leaves: nothing of its memory, its files as they are. Then a new one.</summary>
    /// <param name="between">What happens to the files in between.</param>
    public async Task RestartAsync(Action? between = null)
    {
        await StopAsync();
        between?.Invoke();
        await StartEngineAsync();
    }

    /// <summary>Appends and waits until the engine has seen it.</summary>
    public async Task AppendAsync(TenantScope tenant, params IEnumerable<LogEntry> entries) =>
        await SeenAsync(tenant, Log.Append(tenant, entries));

    public async Task SeenAsync(TenantScope tenant, long position)
    {
        for (var attempt = 0; attempt < 60; attempt++)
            if ((await Engine.WaitForAsync(tenant, position, CancellationToken.None)).IsSuccess)
                return;
        Assert.Fail($"Position {position} was not visible within a minute.");
    }

    public string DirectoryOf(TenantScope tenant) => Path.Combine(Root, tenant.Id.ToString());

    /// <summary>Waits until the newest events are in files, too.</summary>
    public async Task FlushedAsync(TenantScope tenant)
    {
        var engine = await Engines.OpenAsync(tenant, CancellationToken.None);
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            using (var snapshot = engine.Segments.Acquire())
                if (snapshot.Segments.All(segment => segment.IsOnDisk) && snapshot.Segments.Length > 0)
                    return;
            await Task.Delay(10);
        }
        Assert.Fail("Events stayed in memory for ten seconds.");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Root, recursive: true);
    }

    private async Task StartEngineAsync()
    {
        _engines = new TenantEngines(
            Options.Create(_options), Log, Log.Heads, TimeProvider.System, NullLogger<TenantEngines>.Instance);
        _tail = new TailService(_engines, new OpenTenant(Tenants), TimeProvider.System, NullLogger<TailService>.Instance);
        Engine = new ColumnarEventAnalytics(_engines, new QueryRunner(_engines, TimeProvider.System));
        await _tail.StartAsync(CancellationToken.None);
    }

    private async Task StopAsync()
    {
        await _tail!.StopAsync(CancellationToken.None);
        _tail.Dispose();
        _engines!.Dispose();
    }
}
