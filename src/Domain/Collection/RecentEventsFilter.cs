namespace Analytics.Domain.Collection;

/// <summary>Which raw events to list; both parts must match.</summary>
/// <param name="Name">Compared exactly; null for any name.</param>
/// <param name="Actor">Compared exactly; null for any actor and for none.</param>
public sealed record RecentEventsFilter(string? Name, string? Actor)
{
    /// <summary>Every event.</summary>
    public static RecentEventsFilter Any { get; } = new(null, null);
}
