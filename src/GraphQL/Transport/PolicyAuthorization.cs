using System.Security.Claims;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Transport;

/// <summary>Authorization by the host's policies; the field's <see cref="IResolverContext"/> is their resource.</summary>
internal sealed class PolicyAuthorization(IServiceProvider services) : IFieldAuthorization
{
    public async ValueTask<AuthorizationVerdict> AuthorizeAsync(
        ClaimsPrincipal user, AuthorizeRequirement requirement, IResolverContext resource,
        CancellationToken cancellationToken)
    {
        if (!user.Identities.Any(identity => identity.IsAuthenticated))
            return AuthorizationVerdict.NotAuthenticated;
        if (requirement.Roles.Length > 0 && !requirement.Roles.Any(user.IsInRole))
            return AuthorizationVerdict.NotAuthorized;
        if (requirement.Policy is null)
            return AuthorizationVerdict.Allowed;
        var result = await services.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(user, resource, requirement.Policy);
        return result.Succeeded ? AuthorizationVerdict.Allowed : AuthorizationVerdict.NotAuthorized;
    }
}
