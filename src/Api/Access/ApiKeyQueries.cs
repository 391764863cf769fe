using Analytics.Domain.Access;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Access;

/// <summary>The tenant's keys.</summary>
[QueryType]
public static class ApiKeyQueries
{
    /// <summary>The tenant's keys, newest first, with those that are expired or withdrawn.</summary>
    [Authorize(Policies.Manage)]
    [ListSize(AssumedSize = 50)]
    public static async Task<IReadOnlyList<ApiKeyNode>> GetApiKeysAsync(
        TenantScope tenant, IApiKeyStore keys, CancellationToken cancellationToken) =>
        [.. (await keys.ListAsync(tenant, cancellationToken)).Select(key => new ApiKeyNode(key))];
}
