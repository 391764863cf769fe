using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Transport;

/// <summary>GraphQL over HTTP: status codes as today's clients and the public audits of servers expect them.</summary>
internal sealed class GraphQLHttpHandler(RequestExecutor executor, GraphQLServerOptions options, ToolPage page)
{
    /// <summary>Answers one HTTP request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (options.EnableTool && HttpMethods.IsGet(request.Method) && MediaTypes.WantsHtml(request))
        {
            await page.SendAsync(context);
            return;
        }
        var mediaType = MediaTypes.Negotiate(request);
        try
        {
            CheckEnvelope(context, mediaType);
            using var parameters = HttpMethods.IsGet(request.Method)
                ? RequestReader.ReadQuery(request.Query)
                : await RequestReader.ReadBodyAsync(context, options.MaxRequestBytes);
            using var result = await ExecuteAsync(context, parameters);
            await SendAsync(context, result, StatusOf(context, result, mediaType!), mediaType!);
        }
        catch (HttpRefusal refusal)
        {
            using var result = executor.Refuse(ResultKind.RequestError, [Error.Of(refusal.Message, refusal.Code)]);
            await SendAsync(context, result, refusal.Status, mediaType ?? MediaTypes.Json);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone away: there is nobody to answer.
        }
    }

    private async ValueTask<ExecutionResult> ExecuteAsync(HttpContext context, RequestParameters parameters)
    {
        var request = new OperationRequest
        {
            Document = parameters.Document,
            DocumentId = parameters.DocumentId,
            Extensions = parameters.Extensions,
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            Services = context.RequestServices,
            User = context.User,
            AllowMutations = !HttpMethods.IsGet(context.Request.Method),
        };
        try
        {
            foreach (var interceptor in context.RequestServices.GetServices<IHttpRequestInterceptor>())
                await interceptor.OnCreateAsync(context, request, context.RequestAborted);
            return await executor.ExecuteAsync(request, context.RequestAborted);
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

    private void CheckEnvelope(HttpContext context, string? mediaType)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsPost(request.Method))
        {
            context.Response.Headers.Allow = "GET, POST";
            throw new HttpRefusal(StatusCodes.Status405MethodNotAllowed, ErrorCodes.BadRequest,
                "GraphQL requests are sent by GET or POST.");
        }
        if (mediaType is null)
            throw new HttpRefusal(StatusCodes.Status406NotAcceptable, ErrorCodes.BadRequest,
                $"The answer can be {MediaTypes.Response} or {MediaTypes.Json}, in UTF-8.");
        if (HttpMethods.IsPost(request.Method) && !MediaTypes.IsJsonBody(request))
            throw new HttpRefusal(StatusCodes.Status415UnsupportedMediaType, ErrorCodes.BadRequest,
                $"The body must be {MediaTypes.Json}, in UTF-8.");
        if (request.Headers.ContentEncoding is { Count: > 0 } coding && coding != "identity")
            throw new HttpRefusal(StatusCodes.Status415UnsupportedMediaType, ErrorCodes.BadRequest,
                "The body must not be compressed.");
        if (HttpMethods.IsGet(request.Method) && options.RequirePreflightForGet && !WasPreflighted(request))
            throw new HttpRefusal(StatusCodes.Status400BadRequest, ErrorCodes.PreflightRequired,
                "A GET needs the header 'GraphQL-Preflight: 1', so that foreign sites cannot send it unasked.");
    }

    // Browsers ask before they send any of these to another site; a form or an image cannot carry them.
    private static bool WasPreflighted(HttpRequest request) =>
        request.Headers.ContainsKey("GraphQL-Preflight") || request.Headers.ContainsKey("Authorization")
        || MediaTypes.IsJsonBody(request);

    private static int StatusOf(HttpContext context, ExecutionResult result, string mediaType)
    {
        switch (result.Kind)
        {
            case ResultKind.NotAllowed when HttpMethods.IsGet(context.Request.Method):
                context.Response.Headers.Allow = "POST";
                return StatusCodes.Status405MethodNotAllowed;
            case ResultKind.ServerError:
                return StatusCodes.Status500InternalServerError;
            case ResultKind.Executed:
                return StatusCodes.Status200OK;
            case ResultKind.TimedOut when mediaType == MediaTypes.Response:
                return StatusCodes.Status503ServiceUnavailable;
            default:
                return mediaType == MediaTypes.Response ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        }
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
