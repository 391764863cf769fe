namespace Analytics.Domain.Collection.Enrichment;

/// <summary>Which parameters of a page's address are left out of the properties made of it.</summary>
/// <param name="Clicks">Ids of single clicks, which networks add.</param>
/// <param name="Secrets">What tells who somebody is, or lets somebody in.</param>
internal sealed record AddressParameters(HashSet<string> Clicks, HashSet<string> Secrets)
{
    /// <summary>Whether a parameter stays.</summary>
    /// <param name="name">As it stands in the address.</param>
    /// <param name="value">As it stands there; one that may be an e-mail address goes.</param>
    public bool Keeps(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (value.Contains('@') || value.Contains("%40", StringComparison.OrdinalIgnoreCase))
            return false;
        var key = name.ToString().ToLowerInvariant();
        return !Clicks.Contains(key) && !Secrets.Contains(key);
    }
}
