namespace Analytics.Domain.Collection.Enrichment;

/// <summary>What events of one context and one request get.</summary>
internal sealed class ContextAdditions
{
    private static readonly byte[] _none = "{}"u8.ToArray();
    private static readonly string[] _parameters = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

    private readonly AdditionWriter _members = new();
    private readonly InternalTraffic _internal;
    private AdditionWriter? _ofInternals;

    private ContextAdditions(InternalTraffic internals) => _internal = internals;

    /// <summary>The context as it is kept.</summary>
    public ReadOnlyMemory<byte> Context { get; private init; }

    /// <summary>Whether the user agent is a robot's.</summary>
    public bool IsBot { get; private init; }

    /// <param name="sent">As the client sent it, which is looked at; never kept.</param>
    /// <param name="clean">What may be kept of it.</param>
    /// <param name="lists">Browsers, robots, referrers.</param>
    /// <param name="internals">The tenant's own people.</param>
    /// <param name="source">Where the request came from, as far as it tells of the visitor.</param>
    public static ContextAdditions Of(
        ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> clean, EnrichmentLists lists, InternalTraffic internals,
        CollectionSource source)
    {
        var facts = ContextFacts.Read(sent.Span);
        var header = source.UserAgent is { } text && !lists.IsSender(text) ? text : null;
        var agent = (facts.UserAgent ?? header) is { } userAgent ? lists.UserAgent(userAgent) : UserAgentFacts.None;
        var additions = new ContextAdditions(internals)
        {
            Context = facts.UserAgent is null && header is not null
                ? PropertyWriter.Append(clean.IsEmpty ? _none : clean, "userAgent", header)
                : clean,
            IsBot = agent.IsBot,
        };
        additions.Write(facts, agent, lists, source);
        if (internals.HasAddress(facts.IpAddress ?? source.IpAddress))
            additions._members.AddTrue(AddedProperty.Internal);
        return additions;
    }

    /// <summary>What an event of this user gets.</summary>
    public AdditionWriter For(string? userId)
    {
        if (!_internal.HasMailOf(userId))
            return _members;
        _ofInternals ??= _members.With(AddedProperty.Internal);
        return _ofInternals;
    }

    private void Write(ContextFacts facts, UserAgentFacts agent, EnrichmentLists lists, CollectionSource source)
    {
        _members.Add(AddedProperty.Browser, agent.Browser);
        _members.Add(AddedProperty.BrowserVersion, agent.BrowserVersion);
        _members.Add(AddedProperty.Os, agent.Os ?? facts.Os);
        _members.Add(AddedProperty.DeviceType, agent.DeviceType);
        _members.Add(AddedProperty.Country, facts.Country ?? source.Country);
        _members.Add(AddedProperty.City, facts.City ?? source.City);
        for (var i = 0; i < facts.Sizes.Length; i++)
            _members.Add(AddedProperty.ScreenWidth + i, facts.Sizes[i]);

        var page = PageAddress.Read(facts.PageUrl, lists.Parameters);
        _members.Add(AddedProperty.PageUrl, page?.Url);
        _members.Add(AddedProperty.PagePath, facts.PagePath ?? page?.Path);
        _members.Add(AddedProperty.PageTitle, facts.PageTitle);
        WriteReferrer(PageAddress.Read(facts.Referrer, lists.Parameters), page?.Host, lists);
        WriteCampaign(facts.Campaign, page?.Query is { Length: > 0 } query ? query : facts.PageSearch?.TrimStart('?') ?? "");
    }

    private void WriteReferrer(PageAddress? referrer, string? ownHost, EnrichmentLists lists)
    {
        if (referrer?.Host is not { } host)
            return;
        _members.Add(AddedProperty.Referrer, referrer.Url);
        _members.Add(AddedProperty.ReferrerDomain, host);
        _members.Add(AddedProperty.ReferrerType, host == ownHost ? "internal" : lists.Referrers.TypeOf(host));
    }

    private void WriteCampaign(string?[] campaign, string query)
    {
        for (var i = 0; i < campaign.Length; i++)
            _members.Add(AddedProperty.UtmSource + i,
                campaign[i] ?? (query.Length == 0 ? null : PageAddress.Parameter(query, _parameters[i])));
    }
}
