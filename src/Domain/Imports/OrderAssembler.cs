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
        var sold = isRefund ? [] : lines.FindAll(line => line.Content.Quantity > 0);
        var returned = isRefund ? lines : lines.FindAll(line => line.Content.Quantity < 0);
        var (total, amount) = (Sum(sold), Sum(returned));
        if (!OrderRowRules.IsExact(total) || !OrderRowRules.IsExact(amount))
        {
            rejected(new RowError(staged.FirstLine, Problem.Invalid(
                "AMOUNT_OUT_OF_RANGE", "The order's sum has more than 18 digits.", "unit_price"), lines.Count));
            return null;
        }

        var order = NewOrder(staged.OrderId, lines, sold, sold.Count > 0 ? total : amount);
        return new AssembledOrder(order, Events(order, sold, total, returned, amount));
    }

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

    private static Order NewOrder(string id, List<StagedLine> lines, List<StagedLine> sold, decimal total) => new(
        id,
        sold.Count > 0 ? OrderKind.Sale : OrderKind.Refund,
        OrderEvents.Earliest(sold.Count > 0 ? sold : lines),
        lines.Find(line => line.Content.CustomerId is not null).Content?.CustomerId,
        lines[0].Content.Currency,
        lines.Find(line => line.Content.Country is not null).Content?.Country,
        total,
        [.. lines.Select(line => new OrderLine(
            line.Number, line.Content.ProductId, line.Content.Quantity, line.Content.UnitPrice))]);

    private List<NewEvent> Events(
        Order order, List<StagedLine> sold, decimal total, List<StagedLine> returned, decimal amount)
    {
        var events = new List<NewEvent>(sold.Count + 2);
        if (sold.Count > 0)
            events.Add(_events.Placed(order, sold, total));
        events.AddRange(sold.Select(line => _events.Sold(order, line)));
        if (returned.Count > 0)
            events.Add(_events.Refunded(order, returned, amount));
        return events;
    }

    private static decimal Sum(List<StagedLine> lines) =>
        lines.Sum(line => Math.Abs(line.Content.Quantity) * line.Content.UnitPrice);
}

/// <summary>An order and what it adds to the log.</summary>
/// <param name="Order">Its state.</param>
/// <param name="Events">In the order placed, sold, refunded.</param>
internal sealed record AssembledOrder(Order Order, IReadOnlyList<NewEvent> Events);
