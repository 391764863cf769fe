using Analytics.Infrastructure.Postgres;

namespace Analytics.Infrastructure.Orders;

internal sealed class OrderLineRow : ITenantOwned
{
    public Guid TenantId { get; set; }

    /// <summary>External id of the order.</summary>
    public required string OrderId { get; init; }

    /// <summary>From 1, in the order's own order.</summary>
    public required int LineNumber { get; init; }

    /// <summary>External id.</summary>
    public required string ProductId { get; set; }

    public required decimal Quantity { get; set; }

    /// <summary>In the order's currency.</summary>
    public required decimal UnitPrice { get; set; }

    /// <summary>Null where it is not known: the order's.</summary>
    public DateTimeOffset? OrderedAt { get; set; }

    /// <summary>As it was called when it was sold.</summary>
    public string? ProductName { get; set; }
}
