using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Execution.Streams;

/// <summary>
/// What is kept of a subscribing request: who asks and in what state, but neither its document nor its services, which
/// end with the request.
/// </summary>
internal sealed class Subscriber(OperationRequest request)
{
    // Beyond it timers cannot be set; no connection lives as long.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);

    private readonly ClaimsPrincipal _user = request.User;
    private readonly IDictionary<string, object?> _state = request.GlobalState;
    private readonly Action<IServiceProvider>? _enter =
        request.Services.GetService<SubscriptionOptions>()?.CarryScope?.Invoke(request.Services);
    private readonly DateTimeOffset? _expiresAt = request.ExpiresAt;
    private readonly TimeProvider _clock = request.Services.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>The error of a stream that outlives the credential.</summary>
    public static IError AccessEnded { get; } =
        Error.Of("The current user's access has ended.", ErrorCodes.NotAuthenticated);

    private readonly IServiceScopeFactory _scopes = request.Services.GetRequiredService<IServiceScopeFactory>();

    /// <summary>New services that know what the request's knew.</summary>
    public AsyncServiceScope CreateScope()
    {
        var scope = _scopes.CreateAsyncScope();
        _enter?.Invoke(scope.ServiceProvider);
        return scope;
    }

    /// <summary>The request for an event.</summary>
    public OperationRequest Request(IServiceProvider services) => new()
    {
        Services = services,
        User = _user,
        GlobalState = _state,
    };

    /// <summary>Calls back when the credential ends; null when it does not.</summary>
    public ITimer? OnExpiry(Action expire)
    {
        if (_expiresAt is not { } end || end - _clock.GetUtcNow() is var left && left > LongestWait)
            return null;
        return _clock.CreateTimer(
            static callback => ((Action)callback!)(), expire, left > TimeSpan.Zero ? left : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
    }
}
