using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Domain.Tenancy;

namespace Analytics.Api.Tenancy;

/// <summary>
/// Makes a caller the user of a request and resolves his tenant; also for a credential that comes later than the
/// headers: a <c>writeKey</c> in a body, or the first message of a socket.
/// </summary>
internal sealed class CallerSignIn(
    ApiKeySignIn keys, TokenSignIn tokens, TenantResolution resolution, TenantContextAccessor tenancy)
{
    /// <returns>Null without a problem when the caller has no tenant.</returns>
    public async Task<Result<TenantScope?>> EnterAsync(
        HttpContext context, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var resolved = await resolution.ResolveAsync(context, caller, cancellationToken);
        if (!resolved.TryGet(out var tenant, out var problem))
            return problem;
        context.User = caller;
        tenancy.Fill(tenant, signedIn: true);
        return tenant;
    }

    /// <summary>The same for the text of a key or a token, without a scheme before it.</summary>
    public async Task<Result<TenantScope?>> EnterAsync(
        HttpContext context, string credential, CancellationToken cancellationToken)
    {
        var signedIn = ApiKeySignIn.IsKey(credential)
            ? await keys.AuthenticateAsync(credential, context.Request, cancellationToken)
            : await tokens.AuthenticateAsync(credential, cancellationToken);
        return signedIn.TryGet(out var caller, out var problem)
            ? await EnterAsync(context, caller, cancellationToken)
            : problem;
    }
}
