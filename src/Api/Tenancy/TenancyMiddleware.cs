using Analytics.Api.Access;
using Microsoft.AspNetCore.Authentication;

namespace Analytics.Api.Tenancy;

/// <summary>
/// Gives the request its tenant. A bad credential ends it here with 401, whatever the endpoint allows: a caller whose
/// token has expired must learn that, not be served as a stranger.
/// </summary>
internal sealed class TenancyMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, CallerSignIn signIn)
    {
        var authenticated = await context.AuthenticateAsync();
        if (authenticated.Failure is not null)
        {
            await context.ChallengeAsync();
            return;
        }
        if (authenticated.Principal is { } caller
            && (await signIn.EnterAsync(context, caller, context.RequestAborted)).Problem is { } problem)
        {
            await AccessError.WriteAsync(context, StatusCodes.Status403Forbidden, problem);
            return;
        }
        try
        {
            await next(context);
        }
        catch (TenantRequiredException exception) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await AccessError.WriteAsync(context, exception.StatusCode, exception.Problem);
        }
    }
}
