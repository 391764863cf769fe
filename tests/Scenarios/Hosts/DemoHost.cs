using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Hosts;

/// <summary>One host with the demo loaded, which all read-only scenarios share.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"demo-{Guid.NewGuid():N}");
    private HostProcess? _host;

    /// <summary>The running host.</summary>
    public HostProcess Host => _host ?? throw new InvalidOperationException("Not started.");

    /// <summary>How long the first start took, the demo's load included.</summary>
    public TimeSpan FirstStart { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        _host = await HostProcess.StartAsync(_directory, TimeSpan.FromMinutes(4));
        FirstStart = TimeProvider.System.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }
}

/// <summary>The tests that read the demo share a host, one after the other; it loads while others run.</summary>
[CollectionDefinition(nameof(DemoHost))]
public sealed class DemoHostGroup : ICollectionFixture<DemoHost>;
