using Analytics.Api.Access;
using Analytics.Api.Tenancy;
using Analytics.Domain.Tenancy;
using Microsoft.AspNetCore.Authorization;

namespace Analytics.Api.Collection;

/// <summary>
/// Lets a sender in by the credential of the headers or, where there is none, by the <c>writeKey</c> of the body.
/// </summary>
internal sealed class CollectorSignIn(
    CallerSignIn signIn, TenantContextAccessor tenancy, IAuthorizationService authorization)
{
    /// <returns>False once the caller is refused and has his answer; true for who may go on or may have a key in the body.</returns>
    public async Task<bool> AdmitsHeadersAsync(HttpContext context) =>
        context.User.Identity?.IsAuthenticated != true || await EnterAsync(context) is not null;

    /// <summary>A key in the body counts only where the headers have no credential.</summary>
    /// <returns>Null once the caller is refused and has his answer.</returns>
    public async Task<TenantScope?> EnterAsync(HttpContext context, string? writeKey, CancellationToken cancellationToken)
    {
        if (context.User.Identity?.IsAuthenticated != true && writeKey is not null &&
            (await signIn.EnterAsync(context, writeKey, cancellationToken)).Problem is { } problem)
        {
            await AccessError.WriteAsync(context, AccessError.StatusOf(problem), problem);
            return null;
        }

        return await EnterAsync(context);
    }

    private async Task<TenantScope?> EnterAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated != true)
        {
            await AccessError.WriteAsync(context, StatusCodes.Status401Unauthorized, AccessError.NotAuthenticated);
            return null;
        }

        if ((await authorization.AuthorizeAsync(context.User, null, Policies.Collect)).Succeeded)
            return tenancy.Required;
        await AccessError.WriteAsync(context, StatusCodes.Status403Forbidden, AccessError.NotAuthorized);
        return null;
    }
}
