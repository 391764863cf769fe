using System.Buffers;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Orders;

namespace Analytics.Domain.Imports;

/// <summary>
/// Writes the events of an order: <c>order_placed</c>, <c>item_sold</c>, <c>order_refunded</c>, <c>order_cancelled</c>
/// and those that make good what was counted of an earlier state. Their ids are the same at every import:
/// <c>order/&lt;id&gt;/placed</c>, <c>order/&lt;id&gt;/item/&lt;line&gt;</c>, <c>order/&lt;id&gt;/v2/corrected</c>.
/// </summary>
internal sealed class OrderEvents(DateTimeOffset receivedAt)
{
    private const string Kind = "order";

    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    /// <summary>Money of a whole order: what it took in or gave back, or the difference to what was counted.</summary>
    /// <param name="name">Of the event.</param>
    /// <param name="order">Whose event.</param>
    /// <param name="step">The end of its id.</param>
    /// <param name="money">What it says.</param>
    public NewEvent Money(string name, Order order, string[] step, OrderMoney money) =>
        New(name, order, step, money.At, json =>
        {
            json.WriteString("order_id"u8, order.Id);
            json.WriteNumber(money.Name, money.Amount);
            json.WriteNumber("item_count"u8, money.Items);
            if (money.Orders != 0)
                json.WriteNumber("orders"u8, money.Orders);
            WritePlace(json, order);
        });

    /// <summary>Units of one product.</summary>
    public NewEvent Item(string name, Order order, string[] step, OrderLine line, decimal quantity) =>
        New(name, order, step, line.OrderedAt ?? order.PlacedAt, json =>
        {
            json.WriteString("order_id"u8, order.Id);
            json.WriteString("product_id"u8, line.ProductId);
            if (line.ProductName is not null)
                json.WriteString("product_name"u8, line.ProductName);
            json.WriteNumber("quantity"u8, quantity);
            json.WriteNumber("price"u8, line.UnitPrice);
            json.WriteNumber("total"u8, quantity * line.UnitPrice);
            WritePlace(json, order);
        });

    /// <summary>That an order was called off, or is not after all.</summary>
    public NewEvent Cancelled(string name, Order order, string[] step) =>
        New(name, order, step, order.PlacedAt, json =>
        {
            json.WriteString("order_id"u8, order.Id);
            json.WriteNumber("total"u8, order.Total);
            WritePlace(json, order);
        });

    private static void WritePlace(Utf8JsonWriter json, Order order)
    {
        json.WriteString("currency"u8, order.Currency);
        if (order.Country is not null)
            json.WriteString("country"u8, order.Country);
        if (order.Channel is not null)
            json.WriteString("channel"u8, order.Channel);
    }

    private NewEvent New(string name, Order order, string[] step, DateTimeOffset at, Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return new NewEvent(
            ImportEventIds.Of(Kind, [order.Id, .. step]), name, at, receivedAt, _buffer.WrittenSpan.ToArray())
        {
            UserId = order.CustomerId,
        };
    }
}

/// <summary>Money of a whole order.</summary>
/// <param name="Name">Of the property: <c>total</c> or <c>amount</c>.</param>
/// <param name="Amount">In the order's currency.</param>
/// <param name="Items">Lines.</param>
/// <param name="At">When.</param>
/// <param name="Orders">-1 where an order is taken back from where it was counted; else 0.</param>
internal readonly record struct OrderMoney(string Name, decimal Amount, int Items, DateTimeOffset At, int Orders = 0);
