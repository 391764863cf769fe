using System.Diagnostics.CodeAnalysis;
using Analytics.GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>
/// An operation of a socket. It asks for the next answer when the last one has left, so it never holds more than one.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without timer or links holds nothing.")]
internal sealed class SocketOperation(SocketConnection connection, string id, RequestParameters parameters)
{
    private readonly CancellationTokenSource _cancellation = new();
    private byte[]? _next;
    private volatile bool _isOver;
    private volatile bool _isSubscription;
    private volatile bool _isStopped;

    public string Id { get; } = id;

    /// <summary>Whether nothing more may be said about it.</summary>
    public bool IsOver => _isOver;

    /// <summary>Starts it beside the socket's receiving, which goes on at once.</summary>
    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(
        static operation => _ = operation.RunAsync(), this, preferLocal: false);

    /// <summary>Ends it without another message: the client no longer wants it, or is gone.</summary>
    public void Cancel()
    {
        _isOver = true;
        connection.Cancel(_cancellation);
    }

    /// <summary>The host stops: a subscription ends, anything else may finish.</summary>
    public void Stop()
    {
        _isStopped = true;
        if (_isSubscription)
            connection.Cancel(_cancellation);
    }

    /// <summary>Gives back what it holds; for one that is never started.</summary>
    public void Discard() => parameters.Dispose();

    private async Task RunAsync()
    {
        try
        {
            await using var scope = connection.CreateScope();
            await RunAsync(scope);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // Nothing is left to be said.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            connection.Fail(fault);
        }
        finally
        {
            _isOver = true;
            parameters.Dispose();
            connection.Remove(this);
        }
    }

    private async Task RunAsync(AsyncServiceScope scope)
    {
        try
        {
            var request = parameters.ToRequest(scope.ServiceProvider, connection.Session.User, allowMutations: true);
            await connection.OnRequestAsync(Id, request, _cancellation.Token);
            await using var result = await connection.Executor.StreamAsync(request, _cancellation.Token);
            // Events get services of their own; only what was put off still needs those of the request.
            if (result is not ResponseStream { Kind: ResponseStreamKind.Incremental })
                await scope.DisposeAsync();
            if (await SendAsync(result))
                await CompleteAsync();
        }
        catch (OperationCanceledException) when (_isStopped && !_isOver)
        {
            if (connection.CompletesOnShutdown)
                await CompleteAsync();
        }
        catch (GraphQLException refusal)
        {
            using var error = connection.Executor.Refuse(ResultKind.RequestError, refusal.Errors);
            await SendErrorAsync(error);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            using var error = connection.Executor.Fail(fault);
            await SendErrorAsync(error);
        }
    }

    /// <returns>Whether <c>complete</c> is to follow; an <c>error</c> is the end by itself.</returns>
    private async ValueTask<bool> SendAsync(IExecutionResult result)
    {
        if (result is ExecutionResult one)
            return await SendAsync(one);
        var results = (ResponseStream)result;
        _isSubscription = results.Kind == ResponseStreamKind.Subscription;
        if (_isSubscription && _isStopped)
            return connection.CompletesOnShutdown;
        // Errors between answers, such as of events that were missed, are no end: the stream itself knows when it ends.
        await foreach (var next in results.WithCancellation(_cancellation.Token))
            using (next)
                if (!await SendNextAsync(next))
                    return false;
        // A stream that ends because it was cancelled ends for the same reasons.
        return !_isStopped || connection.CompletesOnShutdown;
    }

    private async ValueTask<bool> SendAsync(ExecutionResult result)
    {
        if (result.Kind == ResultKind.Executed)
            return await SendNextAsync(result);
        await SendErrorAsync(result);
        return false;
    }

    private ValueTask<bool> SendNextAsync(ExecutionResult result) =>
        SendAsync(_next ??= SocketText.Head(Id, "next"u8), result.Body);

    private async ValueTask SendErrorAsync(ExecutionResult result)
    {
        connection.Free(this);
        await SendAsync(SocketText.Head(Id, "error"u8), SocketText.ErrorsOf(result));
    }

    private ValueTask<bool> SendAsync(byte[] head, ReadOnlyMemory<byte> body) =>
        connection.SendAsync(head, body, SocketText.End, this, _isStopped ? default : _cancellation.Token);

    private async ValueTask CompleteAsync()
    {
        connection.Free(this);
        await connection.SendAsync(SocketText.Complete(Id), default, [], this, default);
    }
}
