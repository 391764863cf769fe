using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Privacy;

namespace Analytics.Domain.Collection;

/// <summary>What a tenant decided about privacy and about its own people's events.</summary>
public sealed record CollectionSettings
{
    private const int MostEntries = 40;    // of each list: questions look for all of them
    private const int LongestText = 200;   // characters

    /// <summary>Of a tenant that decided nothing.</summary>
    public static CollectionSettings Default { get; } = new();

    /// <summary>Grows by one with each change; 0 before the first.</summary>
    public int Version { get; init; }

    /// <summary>Whether events need consent.</summary>
    public ConsentMode Consent { get; init; }

    /// <summary>What becomes of an event without consent, or of a browser that asks not to be followed.</summary>
    public WithoutConsent WithoutConsent { get; init; }

    /// <summary>Categories of <c>context.consent.categoryPreferences</c> any of which is consent.</summary>
    public IReadOnlyList<string> ConsentCategories { get; init; } = ["analytics"];

    /// <summary>Whether <c>DNT: 1</c> and <c>Sec-GPC: 1</c> count as no consent.</summary>
    public bool RespectDoNotTrack { get; init; }

    /// <summary>How anonymous ids are kept, those of alias and identify as well.</summary>
    public IdForm AnonymousIds { get; init; }

    /// <summary>How user ids are kept.</summary>
    public IdForm UserIds { get; init; }

    /// <summary>
    /// Whether an event without any id is about a visitor who is known for one local day by address, browser and site.
    /// </summary>
    public bool Cookieless { get; init; }

    /// <summary>Addresses of the tenant's own people, such as 10.0.0.0/8: events from there are tagged as they come.</summary>
    public IReadOnlyList<string> InternalIpRanges { get; init; } = [];

    /// <summary>
    /// E-mail domains of the tenant's own people, such as example.com: in user ids events are tagged as they come, in the
    /// actor's property <c>email</c> they are found by every question that leaves internal events out.
    /// </summary>
    public IReadOnlyList<string> InternalEmailDomains { get; init; } = [];

    /// <summary>Properties of events that are the tenant's own, past ones included.</summary>
    public IReadOnlyList<InternalProperty> InternalProperties { get; init; } = [];

    /// <summary>Whether events are not simply kept as they come.</summary>
    internal bool NeedsJudgement => AsksForWill || HashesIds || Cookieless;

    internal bool AsksForWill => Consent == ConsentMode.Required || RespectDoNotTrack;

    /// <summary>Whether ids are kept as hashes.</summary>
    internal bool HashesIds => AnonymousIds == IdForm.Hashed || UserIds == IdForm.Hashed;

    /// <returns>The first fault with its path; null when there is none.</returns>
    public Problem? Check() =>
        Check(ConsentCategories, "consentCategories", text => text.Trim().Length > 0, "A category has a name.")
        ?? (Consent == ConsentMode.Required && ConsentCategories.Count == 0
            ? Problem.Invalid("SETTING_INVALID", "At least one category is consent.", "consentCategories")
            : null)
        ?? Check(InternalIpRanges, "internalIpRanges", text => NetworkRange.Read(text) is not null,
            "Expected an address such as 203.0.113.7 or a range such as 10.0.0.0/8.")
        ?? Check(InternalEmailDomains, "internalEmailDomains", IsDomain, "Expected a domain such as example.com.")
        ?? Check([.. InternalProperties.Select(property => property.Name)], "internalProperties",
            text => text.Length > 0, "A property has a name.")
        ?? Check([.. InternalProperties.Select(property => property.Value)], "internalProperties", _ => true, "");

    private static Problem? Check(IReadOnlyList<string> texts, string path, Func<string, bool> isGood, string message)
    {
        if (texts.Count > MostEntries)
            return Problem.Invalid("SETTING_INVALID", $"There are at most {MostEntries} entries.", path);
        for (var i = 0; i < texts.Count; i++)
            if (texts[i].Length > LongestText || EventRules.CheckText(texts[i], path) is not null || !isGood(texts[i]))
                return Problem.Invalid(
                    "SETTING_INVALID", texts[i].Length > LongestText ? "The text is too long." : message, $"{path}[{i}]");
        return null;
    }

    private static bool IsDomain(string text) =>
        text.Contains('.') && !text.Contains('@') && Uri.CheckHostName(text) == UriHostNameType.Dns;
}

/// <summary>An event is the tenant's own when this property has this value.</summary>
/// <param name="Name">The property's.</param>
/// <param name="Value">As text.</param>
public sealed record InternalProperty(string Name, string Value);
