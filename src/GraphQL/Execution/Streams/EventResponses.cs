using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Execution.Streams;

/// <summary>
/// The specification's MapSourceToResponseEvent for one subscriber: waits for an event, executes the operation on it
/// with services and a deadline of its own, and waits for the next only when that answer was taken.
/// </summary>
internal sealed class EventResponses : IAsyncEnumerable<ExecutionResult>, IAsyncEnumerator<ExecutionResult>
{
    private const int Idle = 0, Moving = 1, Closed = 2;

    private readonly RequestExecutor _executor;
    private readonly PreparedRequest _prepared;
    private readonly Subscriber _subscriber;
    private readonly CancellationTokenSource _lifetime;
    private readonly AsyncServiceScope? _scope;
    private CancellationTokenRegistration _reading;
    private ITimer? _expiry;
    private ExecutionResult? _current;
    private string? _cursor;
    private int _state;
    private bool _isAtEnd, _isExpired;

    public EventResponses(
        RequestExecutor executor, PreparedRequest prepared, OperationRequest request, bool runsCode,
        CancellationToken cancellationToken)
    {
        _executor = executor;
        _prepared = prepared;
        _subscriber = new Subscriber(request);
        // Code of the host may live in its services and by its token as long as the stream; a topic needs neither.
        _scope = runsCode ? _subscriber.CreateScope() : null;
        _lifetime = runsCode
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken)
            : new CancellationTokenSource();
    }

    /// <summary>Cancelled when the stream ends.</summary>
    public CancellationToken Lifetime => _lifetime.Token;

    /// <summary>The events; set once they are there.</summary>
    public SourceReader? Source { get; set; }

    /// <summary>With whom the answers may be shared; null for nobody.</summary>
    public string? Audience { get; set; }

    /// <inheritdoc/>
    public ExecutionResult Current => _current!;

    /// <summary>The request with the services in which the source is opened.</summary>
    public OperationRequest OpeningRequest(OperationRequest request) =>
        _scope is { } scope ? request.With(scope.ServiceProvider) : request;

    /// <summary>Limits the time in which the source must open.</summary>
    public void BeginOpening(TimeSpan timeout) => _lifetime.CancelAfter(timeout);

    /// <summary>Lifts the limit and watches the credential's end instead; false when the time is up.</summary>
    public bool EndOpening()
    {
        _lifetime.CancelAfter(Timeout.InfiniteTimeSpan);
        if (_lifetime.IsCancellationRequested)
            return false;
        _expiry = _subscriber.OnExpiry(Expire);
        return true;
    }

    public IAsyncEnumerator<ExecutionResult> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            _reading = cancellationToken.UnsafeRegister(static stream => ((EventResponses)stream!).End(), this);
        return this;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        _current = null;
        if (_isAtEnd || Interlocked.CompareExchange(ref _state, Moving, Idle) != Idle)
            return false;
        try
        {
            while (_current is null && await Source!.MoveNextAsync().ConfigureAwait(false))
                if (Source.TryTake(out var item) && !_isExpired)
                    _current = await AnswerAsync(item).ConfigureAwait(false);
            _isAtEnd = _current is null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            _isAtEnd = true;
            // A source that was told to end may do so by an exception.
            if (!_lifetime.IsCancellationRequested)
                _current = Located(_executor.FaultsOf(fault, Field.Field.Coordinate));
        }
        if (_isAtEnd && _isExpired)
            _current = Located([Subscriber.AccessEnded]);
        if (Interlocked.CompareExchange(ref _state, Idle, Moving) != Closed)
            return _current is not null;
        // Closed in the meantime: whoever closed left the rest to this call.
        _current?.Dispose();
        _current = null;
        await ReleaseAsync().ConfigureAwait(false);
        return false;
    }

    public ValueTask DisposeAsync() => CloseAsync();

    /// <summary>Ends the stream, also while somebody waits for its next answer.</summary>
    public ValueTask CloseAsync()
    {
        var state = Interlocked.Exchange(ref _state, Closed);
        if (state == Closed)
            return ValueTask.CompletedTask;
        End();
        return state == Idle ? ReleaseAsync() : ValueTask.CompletedTask;
    }

    private FieldPlan Field => _prepared.Plan!.Root.Fields[0];

    private async ValueTask<ExecutionResult> AnswerAsync(SourceItem item)
    {
        _cursor = item.Cursor ?? _cursor;
        if (item.IsGap)
            return Located([Error.Of("Events may have been missed.", ErrorCodes.EventsMissed)]);
        await using var scope = _subscriber.CreateScope();
        return await _executor.ExecuteEventAsync(
            _prepared, _subscriber.Request(scope.ServiceProvider), item, _lifetime.Token).ConfigureAwait(false);
    }

    private ExecutionResult Located(IEnumerable<IError> errors) => _executor.Refuse(ResultKind.RequestError,
        [.. errors.Select(error => OperationContext.At(
            error.Code == ErrorCodes.SlowConsumer && _cursor is not null
                ? error.SetExtension(OperationContext.ResumeFromKey, _cursor)
                : error,
            Field, () => [Field.ResponseName]))]);

    private void Expire()
    {
        _isExpired = true;
        End();
    }

    private void End()
    {
        try
        {
            _lifetime.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
        catch (AggregateException fault)
        {
            // Code that hangs on the token; this may be a timer's call, and the source must be stopped all the same.
            _executor.FaultsOf(fault, Field.Field.Coordinate);
        }
        Source?.Stop();
    }

    private async ValueTask ReleaseAsync()
    {
        if (_expiry is not null)
            await _expiry.DisposeAsync().ConfigureAwait(false);
        await _reading.DisposeAsync().ConfigureAwait(false);
        try
        {
            if (Source is not null)
                await Source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Nobody is there any more to be told; the reporter logs what is unexpected.
            if (fault is not OperationCanceledException)
                _executor.FaultsOf(fault, Field.Field.Coordinate);
        }
        if (_scope is { } scope)
            await scope.DisposeAsync().ConfigureAwait(false);
        _lifetime.Dispose();
    }
}
