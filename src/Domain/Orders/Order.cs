using System.Collections.Immutable;

namespace Analytics.Domain.Orders;

/// <summary>Which way the money of an order goes.</summary>
public enum OrderKind
{
    /// <summary>The customer pays.</summary>
    Sale,

    /// <summary>The customer is paid back.</summary>
    Refund,
}

/// <summary>An order as its source says it now; what counts is in the event log.</summary>
/// <param name="Id">The source's id, 1 to 200 characters.</param>
/// <param name="Kind">Sale or refund.</param>
/// <param name="PlacedAt">Its earliest line, UTC.</param>
/// <param name="CustomerId">The source's id; null for a guest.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Country">As the source writes it; null when it does not.</param>
/// <param name="Total">Unrounded sum of what was sold, or of what was refunded; never negative.</param>
/// <param name="Lines">In the source's order, at least one; goods that came back have a negative quantity.</param>
public sealed record Order(
    string Id,
    OrderKind Kind,
    DateTimeOffset PlacedAt,
    string? CustomerId,
    string Currency,
    string? Country,
    decimal Total,
    ImmutableArray<OrderLine> Lines)
{
    /// <summary>Whether it was called off: it was placed, and nothing of it counts as sold or refunded.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Where it was placed: a marketplace, a shop; null when the source does not say.</summary>
    public string? Channel { get; init; }
}

/// <summary>One product of an order.</summary>
/// <param name="Number">Its place among the order's lines, from 1.</param>
/// <param name="ProductId">The source's id.</param>
/// <param name="Quantity">Units; negative for what came back.</param>
/// <param name="UnitPrice">In the order's currency, above 0.</param>
public sealed record OrderLine(int Number, string ProductId, decimal Quantity, decimal UnitPrice)
{
    /// <summary>When it was ordered, UTC; null for the order's time.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>As it was called when it was sold; null when the source does not say.</summary>
    public string? ProductName { get; init; }
}

/// <summary>An order as it was stored.</summary>
/// <param name="Order">Its state.</param>
/// <param name="Version">From 1; grows with each change.</param>
public sealed record StoredOrder(Order Order, int Version);
