using System.Text.RegularExpressions;

namespace Analytics.Domain.Tenancy;

/// <summary>Adds a customer of the platform. Only operators call it: it takes no scope because there is none yet.</summary>
public sealed partial class CreateTenant(ITenantStore tenants, TimeProvider clock)
{
    /// <summary>Raw events are kept so long unless the operator says otherwise, in months.</summary>
    public const int DefaultRetentionMonths = 13;

    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 200;

    /// <param name="tenant">As the operator named it.</param>
    /// <param name="cancellationToken">Nothing is added.</param>
    /// <returns>The tenant, or what is wrong with it: <c>TENANT_EXISTS</c> when the identifier is taken.</returns>
    public async Task<Result<TenantInfo>> ExecuteAsync(NewTenant tenant, CancellationToken cancellationToken)
    {
        if (!Identifier().IsMatch(tenant.Identifier))
            return Problem.Invalid(
                "TENANT_IDENTIFIER", "An identifier is a host label: 2 to 63 of a-z, 0-9 and '-', a letter first.",
                "identifier");
        if (tenant.Name.Length is 0 or > MaxName)
            return Problem.Invalid("TENANT_NAME", $"A name has 1 to {MaxName} characters.", "name");
        if (!Currency().IsMatch(tenant.Currency))
            return Problem.Invalid("TENANT_CURRENCY", "A currency is an ISO 4217 code such as EUR.", "currency");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(tenant.TimeZone, out var zone))
            return Problem.Invalid("TENANT_TIME_ZONE", "A time zone is an IANA name such as Europe/Berlin.", "timeZone");
        if (tenant.RawRetentionMonths is < 1)
            return Problem.Invalid("TENANT_RETENTION", "Raw events are kept at least a month.", "rawRetentionMonths");
        if (await tenants.FindAsync(tenant.Identifier, cancellationToken) is not null)
            return Problem.Invalid("TENANT_EXISTS", $"There is a tenant '{tenant.Identifier}' already.", "identifier");

        var created = new TenantInfo(
            new TenantId(Guid.CreateVersion7(clock.GetUtcNow())), tenant.Identifier, tenant.Name, zone, tenant.Currency,
            tenant.WeekStart, tenant.RawRetentionMonths);
        await tenants.SaveAsync(created, cancellationToken);
        return created;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,61}[a-z0-9]$")]
    private static partial Regex Identifier();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Currency();
}

/// <summary>A tenant to be, unchecked.</summary>
/// <param name="Identifier">A host label; unique.</param>
/// <param name="Name">For people.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record NewTenant(string Identifier, string Name, string TimeZone, string Currency)
{
    /// <summary>First day of a week bucket.</summary>
    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;

    /// <summary>How long raw events are kept; null keeps them for ever.</summary>
    public int? RawRetentionMonths { get; init; } = CreateTenant.DefaultRetentionMonths;
}
