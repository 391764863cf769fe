using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Analytics.TestKit.Hosts;
using Npgsql;

namespace Analytics.Scenarios.Collection;

/// <summary>Keeps a host running on one data folder, and kills it, or its database, when told to.</summary>
internal sealed class SoakSupervisor : IAsyncDisposable
{
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

    /// <summary>Kills what dies, and starts what does not come back by itself.</summary>
    public async Task BringAsync(Death death)
    {
        if (death is Death.OfSession or Death.OfSessionAndHost)
            await CrashSessionAsync();
        if (death is Death.OfServer)
            await KillServerAsync();
        if (death is not (Death.OfHost or Death.OfSessionAndHost))
            return;
        await _host.KillAsync();
        _host = await StartHostAsync();
    }

    /// <summary>Kills the database so that it cannot be started again, and waits for the host's end.</summary>
    public async Task<int> LoseDatabaseAsync()
    {
        File.Delete(Path.Combine(_directory, "postgres", "cluster", "global", "pg_control"));
        await KillServerAsync();
        return await _host.ExitCodeAsync();
    }

    /// <summary>The answer, once the host sees the position that is asked for.</summary>
    public async Task<JsonElement> AskAsync(string query, object variables)
    {
        using var client = _host.As("retail", "viewer");
        while (true)
        {
            var answer = await client.PostAsync(query, variables);
            if (!answer.TryGetProperty("errors", out var errors))
                return answer.GetProperty("data");
            Assert.Equal("NOT_YET_VISIBLE", errors[0].GetProperty("extensions").GetProperty("code").GetString());
        }
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

    // The server then ends all sessions and recovers from its log, while the host goes on.
    private async Task CrashSessionAsync()
    {
        await using var connection = await _host.OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(
            "select pid from pg_stat_activity where application_name = 'analytics_app' order by query_start desc limit 1",
            connection);
        using var session = Process.GetProcessById((int)(await command.ExecuteScalarAsync())!);
        session.Kill();
    }

    // The host starts it again.
    private async Task KillServerAsync()
    {
        using var server = Process.GetProcessById(await _host.DatabaseProcessAsync());
        server.Kill();
    }

    private Task<HostProcess> StartHostAsync() => HostProcess.StartAsync(
        _directory,
        SoakClient.Patience,
        new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(HostProcess).Assembly.Location,
            [HeapProbe.Variable] = HeapSocket,
        },
        "--Demo:LoadData=false");
}

/// <summary>What is killed.</summary>
internal enum Death
{
    /// <summary>The host; its database ends with it, and a supervisor starts it again.</summary>
    OfHost,

    /// <summary>One session of the database, whose server then ends all others and recovers.</summary>
    OfSession,

    /// <summary>The database's server.</summary>
    OfServer,

    /// <summary>The host while its database recovers.</summary>
    OfSessionAndHost,
}
