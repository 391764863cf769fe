using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>The running server: its output, its readiness and its end.</summary>
internal sealed class ServerProcess
{
    private const int KeptLines = 20;

    private static readonly TimeSpan _fastShutdown = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _immediateShutdown = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lines = new();
    private readonly ILogger _logger;
    private volatile bool _stopping;

    private ServerProcess(ILogger logger) => _logger = logger;

    public int Id { get; private set; }

    /// <summary>Ends with the server, for whatever reason.</summary>
    public Task Exited => _exited.Task;

    /// <summary>The last lines that the server wrote, newest last, on one line.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
                return string.Join(" | ", _lines);
        }
    }

    /// <exception cref="EmbeddedPostgresException">The program cannot be started.</exception>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, ILogger logger)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["LC_ALL"] = "C";
        start.WorkingDirectory = "/";
        var server = new ServerProcess(logger);

        // The death signal comes when the starting thread ends, so that thread waits for the server.
        new Thread(() => server.Run(start)) { IsBackground = true, Name = "Embedded PostgreSQL" }.Start();
        server.Id = await server._started.Task;
        return server;
    }

    /// <returns>False when the server ended before it was ready.</returns>
    /// <exception cref="TimeoutException">It is not ready within the time.</exception>
    public async Task<bool> WaitUntilReadyAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        await Task.WhenAny(_ready.Task, _exited.Task).WaitAsync(timeout, TimeProvider.System, cancellationToken) == _ready.Task;

    /// <summary>Fast shutdown: sessions are ended, the data is flushed; harder signals follow when that takes too long.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        if (await EndsAsync(Signals.Interrupt, _fastShutdown))
            return;
        EmbeddedPostgresLog.Ended(_logger, _fastShutdown.TotalSeconds);
        if (!await EndsAsync(Signals.Quit, _immediateShutdown))
            await EndsAsync(Signals.Kill, _immediateShutdown);
    }

    private async Task<bool> EndsAsync(int signal, TimeSpan timeout)
    {
        if (_exited.Task.IsCompleted)
            return true;
        Signals.Send(Id, signal);
        try
        {
            await _exited.Task.WaitAsync(timeout, TimeProvider.System);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Run(ProcessStartInfo start)
    {
        Process process;
        try
        {
            process = Executables.Start(start);
        }
        catch (EmbeddedPostgresException failure)
        {
            _started.SetException(failure);
            return;
        }
        using (process)
        {
            process.OutputDataReceived += (_, line) => Take(line.Data);
            process.ErrorDataReceived += (_, line) => Take(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            _started.SetResult(process.Id);
            process.WaitForExit();
        }
        if (!_stopping && _ready.Task.IsCompleted)
            EmbeddedPostgresLog.EndedByItself(_logger, Output);
        _exited.SetResult();
    }

    private void Take(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        EmbeddedPostgresLog.Line(_logger, line);
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > KeptLines)
                _lines.Dequeue();
        }
        if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
