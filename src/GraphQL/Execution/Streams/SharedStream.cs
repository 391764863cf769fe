using System.Diagnostics.CodeAnalysis;
using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Subscriptions;

namespace Analytics.GraphQL.Execution.Streams;

/// <summary>
/// One subscription to a topic for all subscribers with the same key: executes the operation once for an event and hands
/// the same bytes to all. It ends with its last subscriber.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The token's source has neither timer nor wait handle, and members cancel it at any time.")]
internal sealed class SharedStream(
    SharedStreams owner, SharingKey key, RequestExecutor executor, PreparedRequest prepared, TopicSubscriber source)
{
    private readonly Lock _lock = new();
    private readonly List<SharedResponses> _members = [];
    private readonly CancellationTokenSource _lifetime = new();
    private bool _isStarted, _isClosed;

    /// <summary>The subscription, which the stream owns.</summary>
    public TopicSubscriber Source { get; } = source;

    /// <summary>Adds a subscriber; false when the stream has just ended.</summary>
    public bool TryAdd(SharedResponses member)
    {
        lock (_lock)
        {
            if (_isClosed)
                return false;
            (member.Stream, member.Index) = (this, _members.Count);
            _members.Add(member);
            if (_isStarted)
                return true;
            _isStarted = true;
        }
        _ = RunAsync();
        return true;
    }

    public void Remove(SharedResponses member)
    {
        lock (_lock)
        {
            if (member.Index < 0)
                return;
            var last = _members[^1];
            (_members[member.Index], last.Index) = (last, member.Index);
            _members.RemoveAt(_members.Count - 1);
            member.Index = -1;
            if (_members.Count > 0)
                return;
            _isClosed = true;
        }
        owner.Remove(key, this);
        Source.Leave();
        try
        {
            _lifetime.Cancel();
        }
        catch (AggregateException fault)
        {
            // Code that hangs on the token; this may be a timer's call, and the source must be stopped all the same.
            executor.FaultsOf(fault, Coordinate);
        }
        Source.Stop();
    }

    private async Task RunAsync()
    {
        ExecutionResult? last = null;
        try
        {
            while (await Source.MoveNextAsync().ConfigureAwait(false))
                if (Source.TryTake(out var item) && Representative() is { } member)
                    Offer(await AnswerAsync(item, member).ConfigureAwait(false), item.Cursor);
        }
        catch (Exception) when (_lifetime.IsCancellationRequested)
        {
            // Nobody is left who waits for the answer.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            last = Errors(executor.FaultsOf(fault, Coordinate));
        }
        await Source.DisposeAsync().ConfigureAwait(false);
        Complete(last);
    }

    private string Coordinate => prepared.Plan!.Root.Fields[0].Field.Coordinate;

    // Somebody who is still there, and whose credential has not ended: all others see the same.
    private SharedResponses? Representative()
    {
        lock (_lock)
            return _members.Find(member => !member.IsExpired);
    }

    private async ValueTask<ExecutionResult> AnswerAsync(SourceItem item, SharedResponses member)
    {
        if (item.IsGap)
            return Errors([Error.Of("Events may have been missed.", ErrorCodes.EventsMissed)]);
        await using var scope = member.Subscriber.CreateScope();
        var result = await executor.ExecuteEventAsync(
            prepared, member.Subscriber.Request(scope.ServiceProvider), item, _lifetime.Token).ConfigureAwait(false);
        return result.Share();
    }

    private ExecutionResult Errors(IEnumerable<IError> errors)
    {
        var field = prepared.Plan!.Root.Fields[0];
        return executor.Refuse(ResultKind.RequestError,
            [.. errors.Select(error => OperationContext.At(error, field, () => [field.ResponseName]))]).Share();
    }

    // Buffering is quick: under the lock, so that all get the answers in the same order, and none after its end.
    private void Offer(ExecutionResult result, string? cursor)
    {
        lock (_lock)
            foreach (var member in _members)
                member.Offer(result, cursor);
    }

    private void Complete(ExecutionResult? last)
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var member in _members)
            {
                member.Complete(last);
                member.Index = -1;
            }
            _members.Clear();
        }
        owner.Remove(key, this);
    }
}
