using Analytics.Api.Tenancy;
using Microsoft.AspNetCore.Authorization;

namespace Analytics.Api.Access;

/// <summary>Decides each of <see cref="Policies"/> from the caller's claims and the tenant of this request.</summary>
internal sealed class PolicyHandler(TenantContextAccessor tenancy) : AuthorizationHandler<PolicyRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PolicyRequirement requirement)
    {
        if ((tenancy.Current is not null || !requirement.WithinTenant) && requirement.Admits(context.User))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
