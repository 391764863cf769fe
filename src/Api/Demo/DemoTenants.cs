using Analytics.Domain.Tenancy;

namespace Analytics.Api.Demo;

/// <summary>The demo's tenants: they keep the real dates of their data, so their retention has no end.</summary>
internal static class DemoTenants
{
    public static TenantInfo Retail { get; } = Tenant(
        "018c0000-0000-7000-8000-000000000001", "retail", "Gift shop (Online Retail)", "Europe/London", "GBP");

    public static TenantInfo Community { get; } = Tenant(
        "018c0000-0000-7000-8000-000000000002", "community", "Question-and-answer site", "Etc/UTC", "USD");

    public static IReadOnlyList<TenantInfo> All { get; } = [Retail, Community];

    private static TenantInfo Tenant(string id, string identifier, string name, string zone, string currency) => new(
        new TenantId(Guid.ParseExact(id, "D")), identifier, name, TimeZoneInfo.FindSystemTimeZoneById(zone), currency,
        DayOfWeek.Monday, RawRetentionMonths: null);
}
