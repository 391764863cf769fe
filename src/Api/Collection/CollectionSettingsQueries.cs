using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
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

    /// <summary>
    /// The id under which events are kept, to look somebody up, to opt him out or to erase him where ids are kept as hashes;
    /// the id itself where they are kept as sent.
    /// </summary>
    /// <param name="id">As clients send it, 1 to 200 characters.</param>
    /// <param name="anonymous">Whether it is an anonymous id. Default false: a user's.</param>
    [Authorize(Policies.Manage)]
    public static async Task<string> GetKeptIdAsync(
        string id, bool? anonymous, TenantScope tenant, ICollectionRules rules, CancellationToken cancellationToken)
    {
        var actor = ActorId.Create(id, "id").OrThrow();
        return (await rules.OfAsync(tenant, cancellationToken)).Kept(actor.Value, isUser: anonymous is not true);
    }
}
