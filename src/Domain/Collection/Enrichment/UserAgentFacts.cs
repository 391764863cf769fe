namespace Analytics.Domain.Collection.Enrichment;

/// <summary>What a user agent tells of the program and the device.</summary>
/// <param name="Browser">By its common name; null for none that is known.</param>
/// <param name="BrowserVersion">The number before the first point; null when there is none.</param>
/// <param name="Os">By its common name; null for none that is known.</param>
/// <param name="DeviceType"><c>desktop</c>, <c>mobile</c>, <c>tablet</c>, <c>tv</c>, <c>console</c>, <c>bot</c>; null for
/// none that is known.</param>
/// <param name="IsBot">Whether it is a robot's by the list.</param>
public sealed record UserAgentFacts(string? Browser, int? BrowserVersion, string? Os, string? DeviceType, bool IsBot)
{
    /// <summary>Of a text that tells nothing.</summary>
    public static UserAgentFacts None { get; } = new(null, null, null, null, false);
}
