using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>GraphQL over HTTP, with one answer or a stream of them.</summary>
internal sealed class GraphQLHttpHandler(
    RequestExecutor executor, GraphQLServerOptions options, ToolPage page, OpenStreams streams,
    IServiceProviderIsService registered)
{
    private readonly bool _hasInterceptors = registered.IsService(typeof(IHttpRequestInterceptor));

    /// <summary>Answers one HTTP request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (options.EnableTool && HttpEnvelope.IsRead(request) && MediaTypes.WantsHtml(request))
        {
            await page.SendAsync(context);
            return;
        }
        if (HttpMethods.IsOptions(request.Method))
        {
            HttpEnvelope.SendMethods(context.Response);
            return;
        }
        var accepted = AcceptedTypes.Read(request.Headers.Accept);
        try
        {
            HttpEnvelope.Check(context, accepted, options);
            using var parameters = HttpEnvelope.IsRead(request)
                ? HttpRequestReader.ReadQuery(request)
                : await HttpRequestReader.ReadBodyAsync(context, options.MaxRequestBytes);
            using var scope = new RequestScope(context);
            var operation = parameters.ToRequest(scope, null, allowMutations: HttpMethods.IsPost(request.Method));
            operation.CostReport = CostHeader.Read(request);
            await (accepted.AcceptsStreams
                ? AnswerAsync(context, operation, accepted)
                : AnswerOnceAsync(context, operation, accepted.Answer!));
        }
        catch (RequestRefusal refusal)
        {
            using var result = executor.Refuse(ResultKind.RequestError, [Error.Of(refusal.Message, refusal.Code)]);
            await SendAsync(
                context, result, HttpStatus.Of(refusal, options.StatusPolicy), accepted.Answer ?? MediaTypes.Json);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone away: there is nobody to answer.
        }
    }

    private async Task AnswerOnceAsync(HttpContext context, OperationRequest request, string mediaType)
    {
        using var result = (ExecutionResult)await ExecuteAsync(context, request, streams: false, context.RequestAborted);
        await SendAsync(context, result, StatusOf(context, result, mediaType), mediaType);
    }

    private async Task AnswerAsync(HttpContext context, OperationRequest request, AcceptedTypes accepted)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await using var result = await ExecuteAsync(context, request, streams: true, cancellation.Token);
        if (result is ExecutionResult one && (!accepted.PrefersStream || one.Kind == ResultKind.NotAllowed))
        {
            var mediaType = accepted.Answer ?? MediaTypes.Json;
            await SendAsync(context, one, StatusOf(context, one, mediaType), mediaType);
            return;
        }
        var format = FormatOf(result, accepted);
        if (!streams.TryReserve())
        {
            context.Response.Headers.RetryAfter = "5";
            throw new RequestRefusal(StatusCodes.Status503ServiceUnavailable, ErrorCodes.TooManyConnections,
                "The server has too many open streams: try again later.");
        }
        try
        {
            await new StreamAnswer(context, format, streams, options.Sockets, executor, cancellation).SendAsync(result);
        }
        finally
        {
            streams.Release();
        }
    }

    private static StreamFormat FormatOf(IExecutionResult result, AcceptedTypes accepted)
    {
        // Parts are parts of one answer; nothing but events is agreed on for answers that follow one another.
        if (result is ResponseStream { Kind: ResponseStreamKind.Subscription } && !accepted.AcceptsEvents)
            throw new RequestRefusal(StatusCodes.Status406NotAcceptable, ErrorCodes.OperationNotAllowed,
                $"A subscription is answered as {MediaTypes.EventStream} or over a socket.");
        return accepted.AcceptsEvents && (accepted.PrefersEvents || !accepted.AcceptsParts
            || result is ResponseStream { Kind: ResponseStreamKind.Subscription })
            ? EventStreamFormat.Instance
            : MultipartFormat.Instance;
    }

    private async ValueTask<IExecutionResult> ExecuteAsync(
        HttpContext context, OperationRequest request, bool streams, CancellationToken cancellationToken)
    {
        try
        {
            if (_hasInterceptors)
                foreach (var interceptor in context.RequestServices.GetServices<IHttpRequestInterceptor>())
                    await interceptor.OnCreateAsync(context, request, cancellationToken);
            return streams
                ? await executor.StreamAsync(request, cancellationToken)
                : await executor.ExecuteAsync(request, cancellationToken);
        }
        catch (GraphQLException refusal)
        {
            return executor.Refuse(ResultKind.RequestError, refusal.Errors);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            return executor.Fail(fault);
        }
    }

    private int StatusOf(HttpContext context, ExecutionResult result, string mediaType)
    {
        var status = HttpStatus.Of(result, options.StatusPolicy, mediaType, context.Request.Method);
        if (status == StatusCodes.Status405MethodNotAllowed)
            context.Response.Headers.Allow = HttpMethods.Post;
        return status;
    }

    private static async Task SendAsync(HttpContext context, ExecutionResult result, int status, string mediaType)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType == MediaTypes.Response
            ? MediaTypes.Response + "; charset=utf-8"
            : MediaTypes.Json + "; charset=utf-8";
        response.ContentLength = result.Body.Length;
        // Answers depend on who asks and on the moment.
        response.Headers.CacheControl = "no-store";
        await response.BodyWriter.WriteAsync(result.Body, context.RequestAborted);
    }
}
