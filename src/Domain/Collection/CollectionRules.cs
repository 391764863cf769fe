using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Privacy;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;

namespace Analytics.Domain.Collection;

/// <summary>What a tenant has decided about the events that it takes, as of one moment.</summary>
/// <param name="Plan">The published tracking plan.</param>
/// <param name="Settings">Privacy and enrichment.</param>
public sealed record CollectionRules(PublishedPlan Plan, CollectionSettings Settings)
{
    /// <summary>Browsers, robots, referrers.</summary>
    public EnrichmentLists Lists { get; init; } = EnrichmentLists.BuiltIn;

    /// <summary>Secrets for ids and visitors that are kept as hashes.</summary>
    public PrivacyKeys Keys { get; init; } = PrivacyKeys.None;

    internal InternalTraffic InternalTraffic { get; } =
        InternalTraffic.Of(Settings.InternalIpRanges, Settings.InternalEmailDomains);

    /// <summary>An id in the form in which the tenant keeps it.</summary>
    /// <param name="id">As clients send it.</param>
    /// <param name="isUser">Whether it is a user's; else it is an anonymous one.</param>
    public string Kept(string id, bool isUser) =>
        (isUser ? Settings.UserIds : Settings.AnonymousIds) == IdForm.Hashed ? Keys.Hash(id) : id;

    /// <summary>Of a tenant that decided nothing.</summary>
    public static CollectionRules None { get; } = new(PublishedPlan.None, CollectionSettings.Default);
}

/// <summary>Where the rules of each tenant are.</summary>
public interface ICollectionRules
{
    /// <summary>The rules that hold now: at most a second old, on the node that changed them at once.</summary>
    ValueTask<CollectionRules> OfAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Call it after a change: the next message is judged by the new rules.</summary>
    void Changed(TenantId tenant);
}
