using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Hosts;

/// <summary>A host with the demo's tenants and keys and no data: each test class that writes has one of its own.</summary>
public sealed class EmptyHost : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"empty-{Guid.NewGuid():N}");
    private HostProcess? _host;

    /// <summary>Where its Postgres and its engine keep their files.</summary>
    public string Directory => _directory;

    /// <summary>The running host.</summary>
    public HostProcess Host => _host ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _host = await StartAsync();

    /// <summary>Starts it again after the test ended it, on the same data folder.</summary>
    public async Task RestartAsync() => _host = await StartAsync();

    /// <summary>The same at the address that it had, for clients that know no other.</summary>
    public async Task RestartInPlaceAsync() => _host = await StartAsync($"--urls={Host.Address}");

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (System.IO.Directory.Exists(_directory))
            System.IO.Directory.Delete(_directory, recursive: true);
    }

    private Task<HostProcess> StartAsync(params string[] options) =>
        HostProcess.StartAsync(_directory, TimeSpan.FromMinutes(2), ["--Demo:LoadData=false", .. options]);
}
