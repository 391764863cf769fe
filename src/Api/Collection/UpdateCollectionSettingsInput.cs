using Analytics.Domain.Collection;
using Analytics.Domain.Privacy;

namespace Analytics.Api.Collection;

/// <summary>Changes of the settings; what is not given stays, a list that is given takes the place of the old one.</summary>
public sealed record UpdateCollectionSettingsInput
{
    /// <summary>The version that the caller read; 0 before the first change.</summary>
    public required int ExpectedVersion { get; init; }

    /// <summary>Whether events need consent.</summary>
    public ConsentMode? Consent { get; init; }

    /// <summary>What becomes of an event without consent, or of a browser that asks not to be followed.</summary>
    public WithoutConsent? WithoutConsent { get; init; }

    /// <summary>Categories of `context.consent.categoryPreferences` any of which is consent; at most 40.</summary>
    public IReadOnlyList<string>? ConsentCategories { get; init; }

    /// <summary>Whether `DNT: 1` and `Sec-GPC: 1` count as no consent.</summary>
    public bool? RespectDoNotTrack { get; init; }

    /// <summary>How anonymous ids are kept from now on. Past events keep theirs: who comes back is somebody else.</summary>
    public IdForm? AnonymousIds { get; init; }

    /// <summary>How user ids are kept from now on. Past events keep theirs: who comes back is somebody else.</summary>
    public IdForm? UserIds { get; init; }

    /// <summary>Whether an event without any id is about a visitor who is known for one local day.</summary>
    public bool? Cookieless { get; init; }

    /// <summary>Addresses of the tenant's own people, such as `10.0.0.0/8`; at most 40.</summary>
    public IReadOnlyList<string>? InternalIpRanges { get; init; }

    /// <summary>E-mail domains of the tenant's own people, such as `example.com`; at most 40.</summary>
    public IReadOnlyList<string>? InternalEmailDomains { get; init; }

    /// <summary>Properties of events that are the tenant's own; at most 40.</summary>
    public IReadOnlyList<InternalPropertyInput>? InternalProperties { get; init; }

    internal CollectionSettings ApplyTo(CollectionSettings settings) => settings with
    {
        Version = ExpectedVersion,
        Consent = Consent ?? settings.Consent,
        WithoutConsent = WithoutConsent ?? settings.WithoutConsent,
        ConsentCategories = ConsentCategories ?? settings.ConsentCategories,
        RespectDoNotTrack = RespectDoNotTrack ?? settings.RespectDoNotTrack,
        AnonymousIds = AnonymousIds ?? settings.AnonymousIds,
        UserIds = UserIds ?? settings.UserIds,
        Cookieless = Cookieless ?? settings.Cookieless,
        InternalIpRanges = InternalIpRanges ?? settings.InternalIpRanges,
        InternalEmailDomains = InternalEmailDomains ?? settings.InternalEmailDomains,
        InternalProperties =
            InternalProperties?.Select(property => new InternalProperty(property.Name, property.Value)).ToList()
            ?? settings.InternalProperties,
    };
}

/// <summary>An event is the tenant's own when this property has this value.</summary>
public sealed record InternalPropertyInput
{
    /// <summary>The property's name, flattened.</summary>
    public required string Name { get; init; }

    /// <summary>Its value, a text.</summary>
    public required string Value { get; init; }
}
