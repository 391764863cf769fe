using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>Keeps a host running on one data folder, and kills it when told to.</summary>
internal sealed class SoakSupervisor : IAsyncDisposable
{
    private const int Starts = 3;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"soak-{Guid.NewGuid():N}");
    private volatile HostProcess _host = null!;

    private SoakSupervisor()
    {
    }

    /// <summary>The one that runs, or ran last.</summary>
    public HostProcess Host => _host;

    private string HeapSocket => $"{_directory}.heap";

    public static async Task<SoakSupervisor> StartAsync()
    {
        var supervisor = new SoakSupervisor();
        supervisor._host = await supervisor.StartHostAsync();
        return supervisor;
    }

    public async Task KillAndRestartAsync()
    {
        await _host.KillAsync();
        _host = await StartHostAsync();
    }

    public async Task<JsonElement> QueryAsync(string query, object variables)
    {
        using var client = _host.As("retail", "viewer");
        return await client.QueryAsync(query, variables);
    }

    /// <summary>Bytes of the host's managed heap after a collection.</summary>
    public async Task<long> HeapAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(HeapSocket));
        var answer = new byte[32];
        var length = await socket.ReceiveAsync(answer);
        return long.Parse(Encoding.ASCII.GetString(answer, 0, length), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        File.Delete(HeapSocket);
        Directory.Delete(_directory, recursive: true);
    }

    // As a supervisor does: a host that ends before it is ready is started again. On a slow machine the database of the
    // one that was killed may take its time to end.
    private async Task<HostProcess> StartHostAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await HostProcess.StartAsync(
                    _directory,
                    TimeSpan.FromMinutes(2),
                    new Dictionary<string, string>
                    {
                        ["DOTNET_STARTUP_HOOKS"] = typeof(HostProcess).Assembly.Location,
                        [HeapProbe.Variable] = HeapSocket,
                    },
                    "--Demo:LoadData=false");
            }
            catch (InvalidOperationException) when (attempt < Starts)
            {
                // Once more.
            }
        }
    }
}
