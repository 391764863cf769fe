using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>Takes the key of a request from its <c>Idempotency-Key</c> header.</summary>
internal sealed class IdempotencyKeyInterceptor : IHttpRequestInterceptor
{
    public ValueTask OnCreateAsync(HttpContext context, OperationRequest request, CancellationToken cancellationToken)
    {
        if (context.Request.Headers.TryGetValue("Idempotency-Key", out var key))
            request.IdempotencyKey = key.ToString();
        return ValueTask.CompletedTask;
    }
}
