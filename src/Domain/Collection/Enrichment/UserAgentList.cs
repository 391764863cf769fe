namespace Analytics.Domain.Collection.Enrichment;

/// <summary>How browsers, systems and devices are known from a user agent: the first entry that fits holds.</summary>
/// <param name="Browsers">Each with the number behind its token as version.</param>
/// <param name="Systems">Operating systems.</param>
/// <param name="Devices">Kinds of devices.</param>
/// <param name="Senders">How user agents of libraries and apps begin that send on behalf of somebody else.</param>
/// <param name="SenderParts">What such user agents hold.</param>
internal sealed record UserAgentList(
    IReadOnlyList<UserAgentEntry> Browsers,
    IReadOnlyList<UserAgentEntry> Systems,
    IReadOnlyList<UserAgentEntry> Devices,
    IReadOnlyList<string> Senders,
    IReadOnlyList<string> SenderParts)
{
    /// <summary>What the text tells, apart from whether it is a robot's.</summary>
    public UserAgentFacts Read(string userAgent)
    {
        var (browser, version) = (default(string), default(int?));
        foreach (var entry in Browsers)
            if (entry.Find(userAgent) is var end and >= 0)
            {
                (browser, version) = (entry.Name, entry.Versionless ? null : VersionAt(userAgent, end));
                break;
            }

        return new UserAgentFacts(browser, version, NameOf(Systems, userAgent), NameOf(Devices, userAgent), IsBot: false);
    }

    /// <summary>Whether a header of this text tells nothing of who visited.</summary>
    public bool IsSender(string userAgent) =>
        Senders.Any(start => userAgent.StartsWith(start, StringComparison.OrdinalIgnoreCase))
        || SenderParts.Any(part => userAgent.Contains(part, StringComparison.Ordinal));

    private static string? NameOf(IReadOnlyList<UserAgentEntry> entries, string userAgent)
    {
        foreach (var entry in entries)
            if (entry.Find(userAgent) >= 0)
                return entry.Name;
        return null;
    }

    private static int? VersionAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return int.TryParse(text.AsSpan(at, end - at), out var version) ? version : null;
    }
}

/// <summary>One name and the texts that it is known by.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Tokens">Any of these, by ordinal.</param>
internal sealed record UserAgentEntry(string Name, IReadOnlyList<string> Tokens)
{
    /// <summary>Has to be there as well; null for nothing.</summary>
    public string? Also { get; init; }

    /// <summary>Whether the number behind the token is none of the browser's.</summary>
    public bool Versionless { get; init; }

    /// <returns>Where the first token that is found ends; -1 when the entry does not fit.</returns>
    public int Find(string userAgent)
    {
        if (Also is not null && !userAgent.Contains(Also, StringComparison.Ordinal))
            return -1;
        foreach (var token in Tokens)
            if (userAgent.IndexOf(token, StringComparison.Ordinal) is var at and >= 0)
                return at + token.Length;
        return -1;
    }
}
