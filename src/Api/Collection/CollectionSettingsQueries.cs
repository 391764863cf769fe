using Analytics.Api.Access;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>What the tenant decided about the events that it takes.</summary>
[QueryType]
public static class CollectionSettingsQueries
{
    /// <summary>Privacy, and how the tenant's own people are known.</summary>
    [Authorize(Policies.Manage)]
    public static Task<CollectionSettings> GetCollectionSettingsAsync(
        TenantScope tenant, ICollectionSettings settings, CancellationToken cancellationToken) =>
        settings.ReadAsync(tenant, cancellationToken);
}
