using System.Text.Json;
using Analytics.Api.Access;
using Analytics.Api.Access.Tokens;
using Analytics.Api.Hosting;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport.WebSockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Primitives;

namespace Analytics.Api.Tenancy;

/// <summary>
/// Signs sockets in. A browser cannot set headers of a handshake: what it would put there stands in the payload of
/// <c>connection_init</c>, under the same names, and is judged by the same schemes: when the socket opens, at each
/// operation, and from time to time while it is open. A credential that has run out or was revoked ends its socket.
/// </summary>
internal sealed class SocketSignIn(
    IServiceScopeFactory scopes, TenantContextAccessor handshake, OpenSockets sockets, TimeProvider clock)
    : ISocketSessionInterceptor
{
    private static readonly string[] Names = ["Authorization", "X-Api-Key", HeaderStrategy.HeaderName];

    private TenantScope? _tenant = handshake.Current;
    private HeaderDictionary? _credential;

    public async ValueTask<ConnectionStatus> OnConnectAsync(
        SocketSession session, JsonElement payload, CancellationToken cancellationToken)
    {
        _credential = Headers(session.HttpContext, payload);
        if (_credential is null)
            return Reject(new Problem("CREDENTIAL_MALFORMED", "A credential in the first message must be a string."));
        if (await SignInAsync(session, cancellationToken) is { } problem)
            return Reject(problem);
        if (IsSignedIn(session))
            sockets.Add(session, this);
        if (cancellationToken.IsCancellationRequested)
            sockets.Remove(session); // closed meanwhile
        return ConnectionStatus.Accept();
    }

    public async ValueTask OnRequestAsync(
        SocketSession session, string operationId, OperationRequest request, CancellationToken cancellationToken)
    {
        if (IsSignedIn(session) && await CheckAsync(session, cancellationToken) is { } problem)
            throw problem.ToException();
        request.Services.GetRequiredService<TenantContextAccessor>().Fill(_tenant, IsSignedIn(session));
    }

    public ValueTask OnCloseAsync(SocketSession session, SocketCloseCode code, CancellationToken cancellationToken)
    {
        sockets.Remove(session);
        return ValueTask.CompletedTask;
    }

    /// <summary>Asks again whether the credential is good, and ends the socket when it is not.</summary>
    public async Task<Problem?> CheckAsync(SocketSession session, CancellationToken cancellationToken)
    {
        var problem = await SignInAsync(session, cancellationToken);
        // An issuer that is down says nothing about the token.
        if (problem is not null && problem != TokenProblems.IssuerUnavailable)
            session.ExpiresAt = clock.GetUtcNow();
        return problem;
    }

    private static bool IsSignedIn(SocketSession session) =>
        session.User.Identities.Any(identity => identity.IsAuthenticated);

    private async Task<Problem?> SignInAsync(SocketSession session, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = Request(session.HttpContext, _credential!, scope.ServiceProvider, cancellationToken);
        var authenticated = await context.AuthenticateAsync();
        if (authenticated.Failure is not null)
            return (authenticated.Failure as RefusedException)?.Problem ?? AccessError.NotAuthenticated;
        if (authenticated.Principal is not { } caller)
            return null;
        var entered = await scope.ServiceProvider.GetRequiredService<CallerSignIn>()
            .EnterAsync(context, caller, cancellationToken);
        if (!entered.TryGet(out var tenant, out var problem))
            return problem;
        (_tenant, session.User) = (tenant, caller);
        session.ExpiresAt = CallerClaims.ValidUntilOf(caller);
        return null;
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
