using System.Collections.Immutable;
using Analytics.Domain.Collection;
using Analytics.Domain.Orders;

namespace Analytics.Domain.Imports;

/// <summary>Makes one order and its events of the rows that name it.</summary>
internal sealed class OrderAssembler(OrderImportOptions options, DateTimeOffset receivedAt)
{
    /// <summary>Rows of one order; a file that groups more has its columns confused.</summary>
    public const int MaxRows = 10_000;

    private readonly OrderEvents _events = new(receivedAt);

    /// <summary>The order, or null when none of its rows is left; refused rows go to <paramref name="rejected"/>.</summary>
    public AssembledOrder? Assemble(StagedOrder staged, Action<RowError> rejected)
    {
        if (staged.RowCount > MaxRows)
        {
            rejected(new RowError(staged.FirstLine, Problem.Invalid(
                "ORDER_TOO_LARGE", $"An order has at most {MaxRows} rows.", "order_id"), staged.RowCount));
            return null;
        }

        var lines = Consistent(staged.Lines, rejected);
        if (lines.Count == 0)
            return null;
        var isRefund = !string.IsNullOrEmpty(options.RefundPrefix) &&
            staged.OrderId.StartsWith(options.RefundPrefix, StringComparison.Ordinal);
        var order = NewOrder(staged.OrderId, lines, isRefund);
        var parts = new OrderParts(order with { IsCancelled = false });
        var (total, amount) = (parts.Placed?.Amount ?? 0, parts.Refunded?.Amount ?? 0);
        if (!ImportValues.IsExact(total) || !ImportValues.IsExact(amount))
        {
            rejected(new RowError(staged.FirstLine, Problem.Invalid(
                "AMOUNT_OUT_OF_RANGE", "The order's sum has more than 18 digits.", "unit_price"), lines.Count));
            return null;
        }

        order = order with { Total = parts.Placed is null ? amount : total };
        return new AssembledOrder(order, lines);
    }

    /// <summary>The events of an order that is new.</summary>
    public IReadOnlyList<NewEvent> EventsOf(AssembledOrder assembled)
    {
        var order = assembled.Order;
        var parts = new OrderParts(order);
        var rows = assembled.Rows.ToDictionary(row => row.Number);
        var first = assembled.Rows[0].Row;
        var events = new List<NewEvent>(parts.Sold.Count + 2);
        if (parts.Placed is { } placed)
            events.Add(_events.Money("order_placed", order, ["placed"], placed) with
            {
                Sequence = parts.Sold.Count == 0 ? first : rows[parts.Sold[0].Number].Row,
            });
        foreach (var line in parts.Sold)
        {
            var row = rows[line.Number];
            var id = row.Content.LineId ?? ImportEventIds.Number(line.Number);
            events.Add(_events.Item("item_sold", order, ["item", id], line, line.Quantity) with { Sequence = row.Row });
        }

        if (parts.Refunded is { } refunded)
            events.Add(_events.Money("order_refunded", order, ["refunded"], refunded) with
            {
                Sequence = assembled.Rows.Find(row => parts.Sold.Count == 0 || row.Content.Quantity < 0).Row,
            });
        if (order.IsCancelled)
            events.Add(_events.Cancelled("order_cancelled", order, ["cancelled"]) with { Sequence = first });
        return events;
    }

    /// <summary>The events of an order that was stored in another state.</summary>
    public IReadOnlyList<NewEvent> EventsOf(AssembledOrder assembled, StoredOrder stored) =>
        new OrderCorrections(_events).Between(stored.Order, assembled.Order, stored.Version + 1);

    // One order has one currency, since two are never added, and no line twice where the source names its lines.
    private static List<StagedLine> Consistent(ImmutableArray<StagedLine> lines, Action<RowError> rejected)
    {
        var kept = new List<StagedLine>(lines.Length);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (kept.Count > 0 && kept[0].Content.Currency != line.Content.Currency)
                rejected(new RowError(line.Line, Problem.Invalid(
                    "CURRENCY_MIXED", "The order's first row has another currency.", "currency")));
            else if (line.Content.LineId is { } id && !ids.Add(id))
                rejected(new RowError(line.Line, Problem.Invalid(
                    "LINE_DUPLICATE", "The order has a row with this line_id already.", "line_id")));
            else
                kept.Add(line);
        }

        return kept;
    }

    private static Order NewOrder(string id, List<StagedLine> lines, bool isRefund)
    {
        var sold = isRefund ? [] : lines.FindAll(line => line.Content.Quantity > 0);
        return new Order(
            id,
            sold.Count > 0 ? OrderKind.Sale : OrderKind.Refund,
            (sold.Count > 0 ? sold : lines).Min(line => line.Content.OrderedAt),
            lines.Find(line => line.Content.CustomerId is not null).Content?.CustomerId,
            lines[0].Content.Currency,
            lines.Find(line => line.Content.Country is not null).Content?.Country,
            0,
            [.. lines.Select(NewLine)])
        {
            IsCancelled = lines.Exists(line => line.Content.IsCancelled),
            Channel = lines.Find(line => line.Content.Channel is not null).Content?.Channel,
        };
    }

    private static OrderLine NewLine(StagedLine line) => new(
        line.Number, line.Content.ProductId, line.Content.Quantity, line.Content.UnitPrice)
    {
        OrderedAt = line.Content.OrderedAt,
        ProductName = line.Content.ProductName,
    };
}

/// <summary>An order and the rows that it is made of.</summary>
/// <param name="Order">Its state.</param>
/// <param name="Rows">In the file's order, at least one.</param>
internal sealed record AssembledOrder(Order Order, List<StagedLine> Rows);
