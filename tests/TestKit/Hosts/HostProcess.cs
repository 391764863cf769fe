using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Analytics.TestKit.Hosts;

/// <summary>The product as a user starts it: a process of its own with a data folder of its own.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output;

    private HostProcess(Process process, ConcurrentQueue<string> output, Uri address, string directory) =>
        (_process, _output, Address, Directory) = (process, output, address, directory);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Its data folder.</summary>
    public string Directory { get; }

    /// <summary>Bytes of memory that it holds now.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Most bytes of memory that it has held, since <see cref="ForgetPeak"/>.</summary>
    public long PeakWorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>All that it has printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Begins its peak anew from what it holds now (<c>clear_refs</c> in proc(5)).</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    /// <summary>Starts it and waits for its ready line.</summary>
    public static Task<HostProcess> StartAsync(string directory, TimeSpan patience, params string[] options) =>
        StartAsync(directory, patience, new Dictionary<string, string>(), options);

    /// <summary>Starts it with environment variables of its own and waits for its ready line.</summary>
    public static async Task<HostProcess> StartAsync(
        string directory, TimeSpan patience, IReadOnlyDictionary<string, string> environment, params string[] options)
    {
        var start = Command(["--urls=http://127.0.0.1:0", $"--Storage:Directory={directory}", "--GraphQL:GraphiQL=true",
            "--GraphQL:AnonymousIntrospection=true", .. options]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var output = new ConcurrentQueue<string>();
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        void Read(string? line)
        {
            if (line is null)
                return;
            output.Enqueue(line);
            if (line.StartsWith("ready ", StringComparison.Ordinal))
                ready.TrySetResult(new Uri(new Uri(line["ready ".Length..]), "/"));
        }

        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => ready.TrySetException(
            new InvalidOperationException($"The host ended before it was ready:\n{string.Join('\n', output)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new HostProcess(process, output, await ready.Task.WaitAsync(patience), directory);
        }
        catch (Exception fault) when (fault is TimeoutException or InvalidOperationException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"No ready line:\n{string.Join('\n', output)}", fault);
        }
    }

    /// <summary>Runs one of the host's commands to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Command(arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The credentials that the host wrote for its demo tenants.</summary>
    public IReadOnlyList<DemoCredential> Credentials() =>
        JsonSerializer.Deserialize<List<DemoCredential>>(
            File.ReadAllText(Path.Combine(Directory, "demo-tokens.json")), JsonSerializerOptions.Web)!;

    /// <summary>A client that carries a tenant's credential of a role.</summary>
    public ApiClient As(string? tenant, string role) => new(
        Address, Credentials().Single(credential => credential.Tenant == tenant && credential.Role == role));

    /// <summary>
    /// A superuser's connection to the host's private database, past row-level security: an auditor's view.
    /// </summary>
    public async Task<NpgsqlConnection> OpenDatabaseAsync()
    {
        var connection = new NpgsqlConnection(await ConnectionStringAsync() + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The process of its private database's server.</summary>
    public async Task<int> DatabaseProcessAsync() => int.Parse(
        (await File.ReadAllLinesAsync(Path.Combine(Directory, "postgres", "cluster", "postmaster.pid")))[0],
        CultureInfo.InvariantCulture);

    /// <summary>How it ended, once it has ended by itself.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>The superuser's connection string of the host's private database.</summary>
    public async Task<string> ConnectionStringAsync()
    {
        var folder = Path.Combine(Directory, "postgres");
        // Lines 4 and 5 of the file that the server itself keeps: port and socket directory.
        var server = await File.ReadAllLinesAsync(Path.Combine(folder, "cluster", "postmaster.pid"));
        return new NpgsqlConnectionStringBuilder
        {
            Host = server[4],
            Port = int.Parse(server[3], CultureInfo.InvariantCulture),
            Username = "postgres",
            Password = await File.ReadAllTextAsync(Path.Combine(folder, "password")),
            Database = "analytics",
            SslMode = SslMode.Disable,
        }.ConnectionString;
    }

    private static ProcessStartInfo Command(IEnumerable<string> arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var dll = Repository.Path("src", "Api", "bin", configuration, "net10.0", "Analytics.Api.dll");
        return new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
    }

    /// <summary>Ends it as a power cut would: no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it as an operator would, with SIGTERM.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await signal.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"The host ignored SIGTERM for 30 s:\n{Output}");
            }
        }

        _process.Dispose();
    }
}
