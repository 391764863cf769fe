using Analytics.Domain.Collection;
using Analytics.Domain.Orders;

namespace Analytics.Domain.Imports;

/// <summary>
/// The events that make good what was counted of an order when it comes again in another state. They happen when the
/// order did, so that every sum is that of the latest state alone, in each period and of each customer, country,
/// channel, currency and product.
/// </summary>
internal sealed class OrderCorrections(OrderEvents events)
{
    /// <param name="before">As it was counted.</param>
    /// <param name="after">As it is now.</param>
    /// <param name="version">Of the new state: part of the events' ids.</param>
    public IReadOnlyList<NewEvent> Between(Order before, Order after, int version)
    {
        var (from, to) = (new OrderParts(before), new OrderParts(after));
        var state = "v" + ImportEventIds.Number(version);
        var result = new List<NewEvent>();
        AddMoney(result, from, to, from.Placed, to.Placed, state, "order_placed", "order_corrected", "placed", countsOrders: true);
        AddItems(result, from, to, state);
        AddMoney(result, from, to, from.Refunded, to.Refunded, state, "order_refunded", "refund_corrected", "refunded", countsOrders: false);
        if (after.IsCancelled != before.IsCancelled)
            result.Add(after.IsCancelled
                ? events.Cancelled("order_cancelled", after, [state, "cancelled"])
                : events.Cancelled("order_reinstated", after, [state, "reinstated"]));
        return result;
    }

    // In its place the difference; where the order moved, all of it taken away there and written anew here.
    private void AddMoney(
        List<NewEvent> result, OrderParts from, OrderParts to, OrderMoney? before, OrderMoney? after,
        string state, string name, string correction, string step, bool countsOrders)
    {
        if (before is { } was && after is { } isNow && was.At == isNow.At && IsSamePlace(from.Order, to.Order))
        {
            var difference = isNow with { Amount = isNow.Amount - was.Amount, Items = isNow.Items - was.Items };
            if (difference.Amount != 0 || difference.Items != 0)
                result.Add(events.Money(correction, to.Order, [state, step, "corrected"], difference));
            return;
        }

        if (before is { } gone)
            result.Add(events.Money(correction, from.Order, [state, step, "taken"],
                gone with { Amount = -gone.Amount, Items = -gone.Items, Orders = countsOrders ? -1 : 0 }));
        if (after is { } anew)
            result.Add(events.Money(name, to.Order, [state, step], anew));
    }

    private void AddItems(List<NewEvent> result, OrderParts from, OrderParts to, string state)
    {
        var places = IsSamePlace(from.Order, to.Order);
        var before = Units(from);
        var after = Units(to);
        var number = 0;
        foreach (var (item, (line, quantity)) in before)
        {
            var rest = (places && after.TryGetValue(item, out var now) ? now.Quantity : 0) - quantity;
            if (rest != 0)
                result.Add(events.Item(
                    "item_corrected", from.Order, [state, "item", ImportEventIds.Number(++number)], line, rest));
        }

        foreach (var (item, (line, quantity)) in after)
            if (!places || !before.ContainsKey(item))
                result.Add(events.Item(
                    "item_sold", to.Order, [state, "item", ImportEventIds.Number(++number)], line, quantity));
    }

    private static SortedDictionary<Item, (OrderLine Line, decimal Quantity)> Units(OrderParts parts)
    {
        var units = new SortedDictionary<Item, (OrderLine Line, decimal Quantity)>(ItemOrder);
        foreach (var line in parts.Sold)
        {
            var item = new Item(line.ProductId, line.ProductName, line.UnitPrice, line.OrderedAt ?? parts.Order.PlacedAt);
            units[item] = units.TryGetValue(item, out var known)
                ? (known.Line, known.Quantity + line.Quantity)
                : (line, line.Quantity);
        }

        return units;
    }

    private static bool IsSamePlace(Order a, Order b) =>
        (a.CustomerId, a.Currency, a.Country, a.Channel) == (b.CustomerId, b.Currency, b.Country, b.Channel);

    // In one order whatever that of the lines is: the same change has the same events.
    private static readonly Comparer<Item> ItemOrder = Comparer<Item>.Create(static (a, b) =>
    {
        var order = string.CompareOrdinal(a.ProductId, b.ProductId);
        if (order == 0)
            order = string.CompareOrdinal(a.ProductName, b.ProductName);
        if (order == 0)
            order = a.UnitPrice.CompareTo(b.UnitPrice);
        return order == 0 ? a.At.CompareTo(b.At) : order;
    });

    private readonly record struct Item(string ProductId, string? ProductName, decimal UnitPrice, DateTimeOffset At);
}
