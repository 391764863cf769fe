using System.Text.Json;
using Analytics.Api.Access;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport.WebSockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Primitives;

namespace Analytics.Api.Tenancy;

/// <summary>
/// Signs sockets in. A browser cannot set headers of a handshake: what it would put there stands in the payload of
/// <c>connection_init</c>, under the same names, and is judged by the same schemes. A credential that runs out ends
/// its socket.
/// </summary>
internal sealed class SocketSignIn(IServiceScopeFactory scopes, TenantContextAccessor handshake) : ISocketSessionInterceptor
{
    private static readonly string[] Names = ["Authorization", "X-Api-Key", HeaderStrategy.HeaderName];

    private TenantScope? _tenant = handshake.Current;

    public async ValueTask<ConnectionStatus> OnConnectAsync(
        SocketSession session, JsonElement payload, CancellationToken cancellationToken)
    {
        var headers = Headers(session.HttpContext, payload);
        if (headers is null)
            return Reject(new Problem("CREDENTIAL_MALFORMED", "A credential in the first message must be a string."));
        await using var scope = scopes.CreateAsyncScope();
        var context = Request(session.HttpContext, headers, scope.ServiceProvider, cancellationToken);
        var authenticated = await context.AuthenticateAsync();
        if (authenticated.Failure is not null)
            return Reject((authenticated.Failure as RefusedException)?.Problem ?? AccessError.NotAuthenticated);
        if (authenticated.Principal is not { } caller)
            return ConnectionStatus.Accept();
        var entered = await scope.ServiceProvider.GetRequiredService<CallerSignIn>()
            .EnterAsync(context, caller, cancellationToken);
        if (!entered.TryGet(out var tenant, out var problem))
            return Reject(problem);
        (_tenant, session.User) = (tenant, caller);
        session.ExpiresAt = CallerClaims.ValidUntilOf(caller);
        return ConnectionStatus.Accept();
    }

    public ValueTask OnRequestAsync(
        SocketSession session, string operationId, OperationRequest request, CancellationToken cancellationToken)
    {
        var isSignedIn = session.User.Identities.Any(identity => identity.IsAuthenticated);
        request.Services.GetRequiredService<TenantContextAccessor>().Fill(_tenant, isSignedIn);
        return ValueTask.CompletedTask;
    }

    /// <summary>The headers that speak of the caller: those of the payload, and those of the handshake that it does not name.</summary>
    /// <returns>Null when one in the payload is not text.</returns>
    private static HeaderDictionary? Headers(HttpContext handshake, JsonElement payload)
    {
        var headers = new HeaderDictionary();
        foreach (var name in Names)
            if (handshake.Request.Headers.TryGetValue(name, out var values))
                headers[name] = values;
        if (payload.ValueKind != JsonValueKind.Object)
            return headers;
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in payload.EnumerateObject())
        {
            if (!Names.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
                continue;
            if (member.Value.ValueKind != JsonValueKind.String)
                return null;
            // A second spelling is a second value, which sign-in refuses as it does in a request.
            headers[member.Name] = named.Add(member.Name)
                ? member.Value.GetString()
                : StringValues.Concat(headers[member.Name], member.Value.GetString());
        }
        return headers;
    }

    // Schemes keep what they have found by scope, so the handshake's own cannot be asked again.
    private static DefaultHttpContext Request(
        HttpContext handshake, HeaderDictionary headers, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = cancellationToken };
        (context.Request.Method, context.Request.Path) = (handshake.Request.Method, handshake.Request.Path);
        context.Request.Host = handshake.Request.Host;
        foreach (var (name, values) in headers)
            context.Request.Headers[name] = values;
        return context;
    }

    private static ConnectionStatus Reject(Problem problem) => ConnectionStatus.Reject($"{problem.Code}: {problem.Message}");
}
