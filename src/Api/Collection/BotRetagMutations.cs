using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>Past events and the list of robots.</summary>
[MutationType]
public static class BotRetagMutations
{
    /// <summary>Looks at past events with the list of robots as it is now, soon; the answer is how it stands.</summary>
    [Authorize(Policies.Manage)]
    public static Task<BotRetag> RetagBotsAsync(
        TenantScope tenant, ClaimsPrincipal caller, RequestBotRetag request, CancellationToken cancellationToken) =>
        request.ExecuteAsync(tenant, CallerClaims.SubjectOf(caller), cancellationToken);
}
