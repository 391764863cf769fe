using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport;

/// <summary>Sees every request before it is executed: the place to set its global state.</summary>
public interface IHttpRequestInterceptor
{
    /// <summary>Called in the order of registration; a <see cref="GraphQLException"/> refuses the request.</summary>
    ValueTask OnCreateAsync(HttpContext context, OperationRequest request, CancellationToken cancellationToken);
}
