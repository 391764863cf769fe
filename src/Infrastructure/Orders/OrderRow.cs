using Analytics.Infrastructure.Postgres;

namespace Analytics.Infrastructure.Orders;

internal sealed class OrderRow : ITenantOwned
{
    public Guid TenantId { get; set; }

    /// <summary>The id in the system that it came from.</summary>
    public required string ExternalId { get; init; }

    /// <summary><c>sale</c> or <c>refund</c>.</summary>
    public required string Kind { get; set; }

    public required DateTimeOffset PlacedAt { get; set; }

    /// <summary>External id; null for a guest.</summary>
    public string? CustomerId { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    public string? Country { get; set; }

    /// <summary>Unrounded sum of the lines, in <see cref="Currency"/>.</summary>
    public required decimal Total { get; set; }

    /// <summary>Which import or connection wrote it last.</summary>
    public required string Source { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>From 1; grows with each change.</summary>
    public int Version { get; set; } = 1;

    public bool IsCancelled { get; set; }

    /// <summary>Where it was placed; null when the source does not say.</summary>
    public string? Channel { get; set; }

    public List<OrderLineRow> Lines { get; init; } = [];
}
