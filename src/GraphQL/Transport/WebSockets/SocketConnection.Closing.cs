using System.Net.WebSockets;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>How a socket ends, and what the shared timer does for it.</summary>
internal sealed partial class SocketConnection
{
    private readonly CancellationTokenSource _closed = new();
    private volatile bool _isStopping;
    private long _lastHeard;
    private long _lastPing;
    private long _closeStarted;
    private long _stopStarted;
    private int _closes;

    /// <summary>Closes the socket; the first call decides about code and reason.</summary>
    public void Close(SocketCloseCode code, string reason)
    {
        if (Interlocked.Exchange(ref _closes, 1) == 1)
            return;
        CloseCode = code;
        _isClosing = true;
        Volatile.Write(ref _closeStarted, _server.Clock.GetTimestamp());
        CancelOperations();
        _ = _sender.CloseAsync((int)code, reason).AsTask();
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        _stopStarted = _server.Clock.GetTimestamp();
        _isStopping = true;
        foreach (var operation in Running())
            operation.Stop();
        bool isIdle;
        lock (_lock)
            isIdle = _running == 0;
        if (isIdle)
            Close(SocketCloseCode.GoingAway, "Going away");
    }

    /// <inheritdoc/>
    public override void Tick(long now)
    {
        if (_isClosing)
        {
            if (IsOver(_closeStarted, now, _server.Options.CloseTimeout))
                Abort();
            return;
        }
        if (_sender.IsLate)
            Close(SocketCloseCode.SlowConsumer, "A message took too long to be read");
        else if (!_isAcknowledged && IsOver(_openedAt, now, _server.Options.ConnectionInitializationTimeout))
            Close(SocketCloseCode.ConnectionInitialisationTimeout, "Connection initialisation timeout");
        else if (Session.ExpiresAt <= _server.Clock.GetUtcNow())
            Close(SocketCloseCode.Forbidden, "Credential expired");
        else if (_isStopping && IsOver(_stopStarted, now, _server.Options.ShutdownTimeout))
            Close(SocketCloseCode.GoingAway, "Going away");
        else if (_isAcknowledged)
            KeepAlive(now);
    }

    /// <summary>Cuts the connection, also for a message that is being sent and that nobody reads.</summary>
    private void Abort()
    {
        Session.HttpContext.Abort();
        _socket.Abort();
    }

    private void KeepAlive(long now)
    {
        var interval = _server.Options.KeepAliveInterval;
        var (heard, pinged) = (Volatile.Read(ref _lastHeard), Volatile.Read(ref _lastPing));
        if (!IsOver(pinged, now, interval))
            return;
        if (pinged > heard && pinged != _openedAt)
        {
            // Nothing since the last ping: whoever was there is no more.
            Abort();
            return;
        }
        if (!IsOver(heard, now, interval))
            return;
        if (_sender.TrySend(SocketText.Ping))
            Volatile.Write(ref _lastPing, now);
    }

    private bool IsOver(long since, long now, TimeSpan delay) =>
        delay > TimeSpan.Zero && since != 0 && _server.Clock.GetElapsedTime(since, now) >= delay;

    // The client's close frame is answered with its own code, unless the server's came first.
    private async ValueTask AnswerCloseAsync()
    {
        if (Interlocked.Exchange(ref _closes, 1) == 1)
            return;
        _isClosing = true;
        Volatile.Write(ref _closeStarted, _server.Clock.GetTimestamp());
        CancelOperations();
        var status = _socket.CloseStatus is { } given and not WebSocketCloseStatus.Empty
            ? given
            : WebSocketCloseStatus.NormalClosure;
        CloseCode = (SocketCloseCode)status;
        await _sender.CloseAsync((int)status, "");
    }

    /// <summary>
    /// Cancels without running what was registered with the token here: it may block or throw, and the caller may be
    /// the timer of all sockets.
    /// </summary>
    public void Cancel(CancellationTokenSource source) => _ = CancelAsync(source);

    private async Task CancelAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync();
        }
        catch (AggregateException fault)
        {
            SocketLog.Failed(_server.Logger, fault);
        }
    }

    /// <summary>Waits until no operation is at work any more: they may still use what belongs to the socket.</summary>
    private Task IdleAsync()
    {
        lock (_lock)
        {
            if (_running == 0)
                return Task.CompletedTask;
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private async ValueTask EndAsync()
    {
        foreach (var interceptor in _interceptors)
            try
            {
                // The request is over and its token cancelled; what there is to clean up is cleaned up all the same.
                await interceptor.OnCloseAsync(Session, CloseCode, CancellationToken.None);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                SocketLog.Failed(_server.Logger, fault);
            }
    }

    private void CancelOperations()
    {
        Cancel(_closed);
        foreach (var operation in Running())
            operation.Cancel();
    }

    private SocketOperation[] Running()
    {
        lock (_lock)
            return _operations is null ? [] : [.. _operations.Values];
    }
}
