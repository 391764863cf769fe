using Analytics.Infrastructure.Postgres;

namespace Analytics.Infrastructure.Customers;

internal sealed class CustomerRow : ITenantOwned
{
    public Guid TenantId { get; set; }

    /// <summary>The id in the system that it came from.</summary>
    public required string ExternalId { get; init; }

    public string? Name { get; set; }

    public string? Country { get; set; }

    /// <summary>Which import or connection wrote it last.</summary>
    public required string Source { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
