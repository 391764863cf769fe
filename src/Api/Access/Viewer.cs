using Analytics.Domain.Tenancy;

namespace Analytics.Api.Access;

/// <summary>Who is asking, in which tenant and with which rights.</summary>
/// <param name="Tenant">The tenant whose rows are read; null for a platform administrator who names none.</param>
/// <param name="Role">viewer, analyst, admin or platform_admin; null for a key without one.</param>
/// <param name="Scopes">What the key may be used for: collect, query, manage; empty for a token.</param>
public sealed record Viewer(ViewerTenant? Tenant, string? Role, IReadOnlyList<string> Scopes);

/// <summary>The caller's tenant and the settings by which its figures are read.</summary>
/// <param name="Identifier">Short unique name.</param>
/// <param name="Name">For people.</param>
/// <param name="TimeZone">Calendar of its days where a question names no other.</param>
/// <param name="Currency">ISO 4217; money metrics are in it.</param>
/// <param name="WeekStart">First day of a week bucket.</param>
/// <param name="RawRetentionMonths">How long raw events are kept; null keeps them for ever.</param>
/// <param name="SessionGap">A new session starts when an actor was silent for longer.</param>
public sealed record ViewerTenant(
    string Identifier,
    string Name,
    TimeZoneInfo TimeZone,
    string Currency,
    Weekday WeekStart,
    int? RawRetentionMonths,
    TimeSpan SessionGap)
{
    internal static ViewerTenant Of(TenantInfo tenant) => new(
        tenant.Identifier, tenant.Name, tenant.TimeZone, tenant.Currency, (Weekday)tenant.WeekStart,
        tenant.RawRetentionMonths, tenant.SessionGap);
}
