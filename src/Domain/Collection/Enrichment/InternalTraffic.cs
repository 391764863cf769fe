using System.Net;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>How a tenant's own people and tests are known.</summary>
public sealed class InternalTraffic
{
    private readonly IPNetwork[] _ranges;
    private readonly string[] _mailEndings;

    private InternalTraffic(IPNetwork[] ranges, string[] mailEndings) => (_ranges, _mailEndings) = (ranges, mailEndings);

    /// <summary>Of a tenant that named none.</summary>
    public static InternalTraffic None { get; } = new([], []);

    /// <param name="ipRanges">Such as 10.0.0.0/8 or one address.</param>
    /// <param name="emailDomains">Such as example.com.</param>
    /// <exception cref="ArgumentException">A range is none.</exception>
    public static InternalTraffic Of(IReadOnlyList<string> ipRanges, IReadOnlyList<string> emailDomains) =>
        ipRanges.Count == 0 && emailDomains.Count == 0
            ? None
            : new(
                [.. ipRanges.Select(range =>
                    NetworkRange.Read(range) ?? throw new ArgumentException("No range.", nameof(ipRanges)))],
                [.. emailDomains.Select(domain => "@" + domain)]);

    /// <summary>Whether an address is in one of the ranges.</summary>
    internal bool HasAddress(string? address) =>
        _ranges.Length > 0 && NetworkRange.Address(address) is { } known && Array.Exists(_ranges, range => range.Contains(known));

    /// <summary>Whether a user id is an e-mail address of one of the domains.</summary>
    internal bool HasMailOf(string? userId) =>
        _mailEndings.Length > 0 && userId is not null
        && Array.Exists(_mailEndings, ending => userId.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
