namespace Analytics.Domain.Tenancy;

/// <summary>One customer of the platform and the settings by which its figures are read.</summary>
/// <param name="Id">Never changes.</param>
/// <param name="Identifier">Short unique name in lower case, as in host names.</param>
/// <param name="Name">For people.</param>
/// <param name="TimeZone">Calendar of the tenant's days, by IANA name.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="WeekStart">First day of a week bucket.</param>
/// <param name="RawRetentionMonths">How long raw events are kept; null keeps them for ever.</param>
public sealed record TenantInfo(
    TenantId Id,
    string Identifier,
    string Name,
    TimeZoneInfo TimeZone,
    string Currency,
    DayOfWeek WeekStart,
    int? RawRetentionMonths)
{
    /// <summary>A new session starts when an actor was silent for longer.</summary>
    public TimeSpan SessionGap { get; init; } = TimeSpan.FromMinutes(30);
}
