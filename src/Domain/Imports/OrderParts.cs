using Analytics.Domain.Orders;

namespace Analytics.Domain.Imports;

/// <summary>What of an order counts: what was sold, and what came back.</summary>
internal sealed class OrderParts
{
    public OrderParts(Order order)
    {
        var isSale = order.Kind == OrderKind.Sale;
        var sold = isSale ? order.Lines.Where(line => line.Quantity > 0).ToList() : [];
        var returned = isSale ? order.Lines.Where(line => line.Quantity < 0).ToList() : [.. order.Lines];
        Order = order;
        Sold = order.IsCancelled ? [] : sold;
        if (isSale)
            Placed = new OrderMoney("total", Sum(Sold), Sold.Count, Earliest(sold));
        if (returned.Count > 0 && !order.IsCancelled)
            Refunded = new OrderMoney("amount", Sum(returned), returned.Count, Earliest(returned));
    }

    public Order Order { get; }

    /// <summary>Lines that count as sold: none of an order that was called off.</summary>
    public IReadOnlyList<OrderLine> Sold { get; }

    /// <summary>Null for a refund.</summary>
    public OrderMoney? Placed { get; }

    /// <summary>Null when nothing came back.</summary>
    public OrderMoney? Refunded { get; }

    private static decimal Sum(IEnumerable<OrderLine> lines) =>
        lines.Sum(line => Math.Abs(line.Quantity) * line.UnitPrice);

    // An order happens when the first of its lines does.
    private DateTimeOffset Earliest(IEnumerable<OrderLine> lines) =>
        lines.Min(line => line.OrderedAt ?? Order.PlacedAt);
}
