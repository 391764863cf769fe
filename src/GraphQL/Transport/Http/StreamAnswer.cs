using System.Buffers;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>
/// Sends answers that follow one another as one HTTP body. The next one is asked for when the last one has left, so a
/// client that reads slowly slows its own stream down and nothing piles up.
/// </summary>
internal sealed class StreamAnswer(
    HttpContext context, StreamFormat format, OpenStreams streams, GraphQLSocketOptions options,
    RequestExecutor executor, CancellationTokenSource cancellation) : OpenStream
{
    private readonly SendTurn _turn = new(streams.Clock, options.MaxWaitingBytes);
    private readonly CancellationToken _cancelled = cancellation.Token;
    private long _lastSent = streams.Clock.GetTimestamp();
    private bool _isSubscription;
    private volatile bool _isStopped;

    /// <summary>Sends what a request is answered with, to its end.</summary>
    public async Task SendAsync(IExecutionResult result)
    {
        _isSubscription = result is ResponseStream { Kind: ResponseStreamKind.Subscription };
        SetHeaders();
        await SendAsync(format.Opening.ToArray());
        streams.Add(this);
        try
        {
            if (result is ExecutionResult one)
                await SendAsync(one);
            else
                await SendAllAsync((ResponseStream)result);
        }
        finally
        {
            streams.Remove(this);
        }
        if (!_isStopped || options.CompleteStreamsOnShutdown)
            await SendAsync(format.Closing.ToArray());
        // Never given back: no sign of life may be under way when the response ends.
        await _turn.EnterAsync(0, context.RequestAborted);
    }

    /// <inheritdoc/>
    public override void Tick(long now)
    {
        if (options.SendTimeout > TimeSpan.Zero && _turn.IsLate(options.SendTimeout))
            context.Abort();
        else if (options.KeepAliveInterval > TimeSpan.Zero && format.KeepAlive.Length > 0
            && streams.Clock.GetElapsedTime(Volatile.Read(ref _lastSent), now) >= options.KeepAliveInterval
            && _turn.TryEnter())
            _ = KeepAliveAsync();
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        if (!_isSubscription)
            return;
        _isStopped = true;
        _ = CancelAsync();
    }

    // What was registered with the token may block or throw, and all the other streams are still to be stopped.
    private async Task CancelAsync()
    {
        try
        {
            await cancellation.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself at the same moment.
        }
        catch (AggregateException fault)
        {
            executor.Fail(fault).Dispose();
        }
    }

    private async Task SendAllAsync(ResponseStream results)
    {
        try
        {
            await foreach (var result in results.WithCancellation(_cancelled))
                using (result)
                    await SendAsync(result);
        }
        catch (OperationCanceledException) when (_isStopped)
        {
            // Completed below.
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException or IOException))
        {
            using var error = executor.Fail(fault);
            await SendAsync(error);
        }
    }

    private void SetHeaders()
    {
        var response = context.Response;
        response.ContentType = format.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy must not wait for more
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private Task SendAsync(ExecutionResult result) => SendAsync(result.Body, isAnswer: true);

    private Task SendAsync(byte[] text) => SendAsync(text, isAnswer: false);

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, bool isAnswer)
    {
        // The host's stop must not cut an answer short: only the caller's going away does.
        var aborted = context.RequestAborted;
        if (!await _turn.EnterAsync(bytes.Length, aborted))
            return;
        try
        {
            var output = context.Response.BodyWriter;
            if (isAnswer)
                format.Write(output, bytes.Span);
            else
                output.Write(bytes.Span);
            await output.FlushAsync(aborted);
            Volatile.Write(ref _lastSent, streams.Clock.GetTimestamp());
        }
        finally
        {
            _turn.Leave(bytes.Length);
        }
    }

    // The turn has been taken.
    private async Task KeepAliveAsync()
    {
        try
        {
            Volatile.Write(ref _lastSent, streams.Clock.GetTimestamp());
            var output = context.Response.BodyWriter;
            output.Write(format.KeepAlive);
            await output.FlushAsync(_cancelled);
        }
        catch (Exception fault) when (fault is OperationCanceledException or InvalidOperationException or IOException)
        {
            // The stream has ended meanwhile.
        }
        finally
        {
            _turn.Leave(0);
        }
    }
}
