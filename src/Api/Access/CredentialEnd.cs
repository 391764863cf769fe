using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport;

namespace Analytics.Api.Access;

/// <summary>Ends a stream of events together with the credential that opened it.</summary>
internal sealed class CredentialEnd : IHttpRequestInterceptor
{
    public ValueTask OnCreateAsync(HttpContext context, OperationRequest request, CancellationToken cancellationToken)
    {
        request.ExpiresAt = CallerClaims.ValidUntilOf(context.User);
        return ValueTask.CompletedTask;
    }
}
