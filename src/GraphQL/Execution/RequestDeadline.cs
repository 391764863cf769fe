namespace Analytics.GraphQL.Execution;

/// <summary>
/// Until when a request may run. The timer and the token behind it cost more than a short answer, so they are made
/// only for those who wait or hand the token on; everyone else asks the clock.
/// </summary>
internal sealed class RequestDeadline(TimeSpan timeout, CancellationToken caller) : IDisposable
{
    // The coarse clock: it is asked at every list.
    private readonly long _started = Environment.TickCount64;
    private readonly Lock _making = new();
    private CancellationTokenSource? _source;
    private CancellationToken? _token;

    /// <summary>Cancelled when the caller goes away or the time is up.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_making)
                return _token ??= Make();
        }
    }

    /// <summary>Whether the time is up.</summary>
    public bool IsOver => timeout >= TimeSpan.Zero && Elapsed >= timeout || _source?.IsCancellationRequested == true;

    private TimeSpan Elapsed => TimeSpan.FromMilliseconds(Environment.TickCount64 - _started);

    /// <summary>Gives up when the caller has gone away or the time is up.</summary>
    /// <exception cref="OperationCanceledException">One of both is so.</exception>
    public void ThrowIfOver()
    {
        caller.ThrowIfCancellationRequested();
        if (IsOver)
            throw new OperationCanceledException("The request took too long.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_making)
        {
            _token ??= new CancellationToken(canceled: true);
            _source?.Dispose();
        }
    }

    private CancellationToken Make()
    {
        if (timeout < TimeSpan.Zero)
            return caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        var left = timeout - Elapsed;
        _source.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return _source.Token;
    }
}
