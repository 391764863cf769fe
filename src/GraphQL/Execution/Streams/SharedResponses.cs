using Analytics.GraphQL.Subscriptions;

namespace Analytics.GraphQL.Execution.Streams;

/// <summary>
/// One subscriber's answers that others get too. It holds what was not read yet and otherwise nothing that runs: no
/// task, no scope.
/// </summary>
internal sealed class SharedResponses(
    RequestExecutor executor, Subscriber subscriber, int capacity, TopicBufferFullMode mode)
    : IAsyncEnumerable<ExecutionResult>, IAsyncEnumerator<ExecutionResult>
{
    private readonly EventBuffer<ExecutionResult> _buffer = new(capacity, mode);
    private CancellationTokenRegistration _reading;
    private ITimer? _expiry;
    private ExecutionResult? _current;
    private string? _cursor;

    /// <summary>Who subscribed.</summary>
    public Subscriber Subscriber => subscriber;

    /// <summary>The place in the stream's list; -1 when it is in none.</summary>
    public int Index { get; set; } = -1;

    /// <summary>What the subscriber has joined; null before.</summary>
    public SharedStream? Stream { get; set; }

    /// <summary>Whether the credential has ended.</summary>
    public bool IsExpired { get; private set; }

    /// <inheritdoc/>
    public ExecutionResult Current => _current ??= _buffer.TryTake(out var next)
        ? next!
        : throw new InvalidOperationException("There is no current answer.");

    /// <summary>Watches the credential's end.</summary>
    public void WatchExpiry() => _expiry = subscriber.OnExpiry(Expire);

    public void Offer(ExecutionResult result, string? cursor)
    {
        if (!_buffer.Offer(result))
            _buffer.CompleteWith(TooSlow(), discard: false);
        else
            _cursor = cursor ?? _cursor;
    }

    public void Complete(ExecutionResult? last)
    {
        if (last is null)
            _buffer.Complete();
        else
            _buffer.CompleteWith(last, discard: false);
    }

    public IAsyncEnumerator<ExecutionResult> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            _reading = cancellationToken.UnsafeRegister(static self => ((SharedResponses)self!).Leave(), this);
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        _current = null;
        return _buffer.WaitAsync();
    }

    public ValueTask DisposeAsync() => CloseAsync();

    /// <summary>Ends the stream for this subscriber, also while it waits.</summary>
    public async ValueTask CloseAsync()
    {
        Leave();
        if (_expiry is not null)
            await _expiry.DisposeAsync().ConfigureAwait(false);
        await _reading.DisposeAsync().ConfigureAwait(false);
    }

    private void Leave()
    {
        Stream?.Remove(this);
        _buffer.Complete();
    }

    private void Expire()
    {
        IsExpired = true;
        Stream!.Remove(this);
        _buffer.CompleteWith(executor.Refuse(ResultKind.RequestError, [Subscriber.AccessEnded]), discard: true);
    }

    // The client has got all that is buffered when it reads this.
    private ExecutionResult TooSlow()
    {
        var error = Error.Of("The subscriber did not keep up with the events.", ErrorCodes.SlowConsumer);
        return executor.Refuse(ResultKind.RequestError, [
            _cursor is null ? error : error.SetExtension(OperationContext.ResumeFromKey, _cursor)]);
    }
}
