using System.Buffers;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Orders;

namespace Analytics.Domain.Imports;

/// <summary>Writes the events of an order: <c>order_placed</c>, <c>item_sold</c>, <c>order_refunded</c>.</summary>
internal sealed class OrderEvents(DateTimeOffset receivedAt)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    /// <param name="order">Whose event.</param>
    /// <param name="sold">The lines that were sold, at least one.</param>
    /// <param name="total">The sum of their quantity times price.</param>
    public NewEvent Placed(Order order, IReadOnlyList<StagedLine> sold, decimal total) =>
        New(OrderEventIds.Placed(order.Id), "order_placed", order, sold[0].Row, Earliest(sold),
            json => WriteMoney(json, order, "total", total, sold.Count));

    /// <param name="order">Whose event.</param>
    /// <param name="returned">The lines that came back, at least one.</param>
    /// <param name="amount">The sum of their quantity times price, without the sign.</param>
    public NewEvent Refunded(Order order, IReadOnlyList<StagedLine> returned, decimal amount) =>
        New(OrderEventIds.Refunded(order.Id), "order_refunded", order, returned[0].Row, Earliest(returned),
            json => WriteMoney(json, order, "amount", amount, returned.Count));

    public NewEvent Sold(Order order, StagedLine line)
    {
        var content = line.Content;
        return New(OrderEventIds.Item(order.Id, line.Number, content.LineId), "item_sold", order, line.Row,
            content.OrderedAt, json =>
            {
                json.WriteString("order_id"u8, order.Id);
                json.WriteString("product_id"u8, content.ProductId);
                if (content.ProductName is not null)
                    json.WriteString("product_name"u8, content.ProductName);
                json.WriteNumber("quantity"u8, content.Quantity);
                json.WriteNumber("price"u8, content.UnitPrice);
                json.WriteNumber("total"u8, content.Quantity * content.UnitPrice);
                WritePlace(json, order);
            });
    }

    /// <summary>An order happens when the first of its lines does.</summary>
    public static DateTimeOffset Earliest(IReadOnlyList<StagedLine> lines) =>
        lines.Min(line => line.Content.OrderedAt);

    private static void WriteMoney(Utf8JsonWriter json, Order order, string name, decimal amount, int count)
    {
        json.WriteString("order_id"u8, order.Id);
        json.WriteNumber(name, amount);
        json.WriteNumber("item_count"u8, count);
        WritePlace(json, order);
    }

    private static void WritePlace(Utf8JsonWriter json, Order order)
    {
        json.WriteString("currency"u8, order.Currency);
        if (order.Country is not null)
            json.WriteString("country"u8, order.Country);
    }

    private NewEvent New(
        string id, string name, Order order, long row, DateTimeOffset at, Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return new NewEvent(id, name, at, receivedAt, _buffer.WrittenSpan.ToArray())
        {
            UserId = order.CustomerId,
            Sequence = row,
        };
    }
}
