using Analytics.Api.Hosting;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Api.Querying;

/// <summary>The calendar in which one question is read: its zone's days, its tenant's weeks, now.</summary>
internal sealed class AskedCalendar
{
    private readonly DateTimeOffset _now;

    /// <param name="tenant">Gives the week's start, and the zone when the caller names none.</param>
    /// <param name="zone">The caller's; null for the tenant's.</param>
    /// <param name="clock">Ends ranges that end now.</param>
    public AskedCalendar(TenantScope tenant, TimeZoneInfo? zone, TimeProvider clock)
    {
        _now = clock.GetUtcNow();
        Calendar = new QueryCalendar(zone ?? tenant.Tenant.TimeZone, tenant.Tenant.WeekStart);
    }

    public QueryCalendar Calendar { get; }

    /// <exception cref="Exception">The error of an empty or impossible range, with its path.</exception>
    public TimeRange Range(RangeInput range, string path) =>
        range.ToDomain().Resolve(_now, Calendar.Zone, Calendar.WeekStart).TryGet(out var resolved, out var problem)
            ? resolved
            : throw problem.Under(path).ToException();
}
