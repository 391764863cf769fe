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
    ImmutableArray<OrderLine> Lines);

/// <summary>One product of an order.</summary>
/// <param name="Number">Its place among the order's lines, from 1.</param>
/// <param name="ProductId">The source's id.</param>
/// <param name="Quantity">Units; negative for what came back.</param>
/// <param name="UnitPrice">In the order's currency, above 0.</param>
public sealed record OrderLine(int Number, string ProductId, decimal Quantity, decimal UnitPrice);
