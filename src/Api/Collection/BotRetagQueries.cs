using Analytics.Api.Access;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>How past events stand to the list of robots.</summary>
[QueryType]
public static class BotRetagQueries
{
    /// <summary>The last time that past events were looked at with the list of robots.</summary>
    [Authorize(Policies.Manage)]
    public static Task<BotRetag> GetBotRetagAsync(
        TenantScope tenant, IBotRetags retags, CancellationToken cancellationToken) =>
        retags.ReadAsync(tenant, cancellationToken);
}
