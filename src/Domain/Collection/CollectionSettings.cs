using Analytics.Domain.Collection.Enrichment;

namespace Analytics.Domain.Collection;

/// <summary>What a tenant decided about privacy and enrichment.</summary>
public sealed record CollectionSettings
{
    /// <summary>Of a tenant that decided nothing.</summary>
    public static CollectionSettings Default { get; } = new();

    /// <summary>Addresses of the tenant's own people, such as 10.0.0.0/8: what comes from there is tagged.</summary>
    public IReadOnlyList<string> InternalIpRanges { get; init; } = [];

    /// <summary>E-mail domains of the tenant's own people, such as example.com.</summary>
    public IReadOnlyList<string> InternalEmailDomains { get; init; } = [];

    internal InternalTraffic InternalTraffic => InternalTraffic.Of(InternalIpRanges, InternalEmailDomains);
}
