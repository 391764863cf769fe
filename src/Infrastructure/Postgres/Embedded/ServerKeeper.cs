using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>
/// Starts a server that ended by itself again, at the same address: whoever is connected loses his session, and the next
/// one finds every commit. A server that cannot run, or ends again and again, is given up.
/// </summary>
internal sealed class ServerKeeper : IAsyncDisposable
{
    private const int MostRestarts = 5;

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<CancellationToken, Task<ServerProcess>> _start;
    private readonly ILogger _logger;
    private readonly Task _watch;
    private volatile ServerProcess _server;

    /// <param name="server">The running one; belongs to this from now on.</param>
    /// <param name="start">Starts another in its place.</param>
    /// <param name="logger">Told of each restart.</param>
    public ServerKeeper(ServerProcess server, Func<CancellationToken, Task<ServerProcess>> start, ILogger logger)
    {
        (_server, _start, _logger) = (server, start, logger);
        _watch = Task.Run(WatchAsync);
    }

    /// <summary>The running one's.</summary>
    public int ProcessId => _server.Id;

    /// <summary>Ends when there is no server any more and none will be; says why.</summary>
    public Task<string> Lost => _lost.Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch;
        await _server.StopAsync();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        var restarts = new Queue<long>();
        try
        {
            while (true)
            {
                await _server.Exited.WaitAsync(_stop.Token);
                while (restarts.TryPeek(out var oldest) && TimeProvider.System.GetElapsedTime(oldest) > _window)
                    restarts.Dequeue();
                if (restarts.Count == MostRestarts)
                    throw new EmbeddedPostgresException(
                        $"PostgreSQL ended by itself {MostRestarts + 1} times within a minute: {_server.Output}");
                restarts.Enqueue(TimeProvider.System.GetTimestamp());
                _server = await _start(_stop.Token);
                EmbeddedPostgresLog.StartedAgain(_logger, _server.Id);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end that was asked for.
        }
        catch (Exception failure) when (failure is EmbeddedPostgresException or IOException or UnauthorizedAccessException)
        {
            _lost.SetResult(failure.Message);
        }
    }
}
