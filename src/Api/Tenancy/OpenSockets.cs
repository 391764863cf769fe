using System.Collections.Concurrent;
using Analytics.Api.Access;
using Analytics.GraphQL.Transport.WebSockets;

namespace Analytics.Api.Tenancy;

/// <summary>
/// Sockets that are signed in. Each is asked from time to time whether its credential is still good: a subscription may
/// run for weeks, and a key that is revoked must end it.
/// </summary>
internal sealed class OpenSockets(TimeProvider clock, ILogger<OpenSockets> logger) : BackgroundService
{
    /// <summary>How long a revoked credential may go on to receive.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<SocketSession, SocketSignIn> _sockets = new();

    public void Add(SocketSession session, SocketSignIn signIn) => _sockets[session] = signIn;

    public void Remove(SocketSession session) => _sockets.TryRemove(session, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await CheckAllAsync(stoppingToken);
    }

    /// <summary>Asks all, one after the other: this must not compete with requests.</summary>
    public async Task CheckAllAsync(CancellationToken cancellationToken)
    {
        foreach (var (session, signIn) in _sockets)
            await CheckAsync(session, signIn, cancellationToken);
    }

    private async Task CheckAsync(SocketSession session, SocketSignIn signIn, CancellationToken cancellationToken)
    {
        try
        {
            await signIn.CheckAsync(session, cancellationToken);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            // A store that is down says nothing about the key; the next round asks again.
            AccessLog.SocketNotChecked(logger, fault);
        }
    }
}
