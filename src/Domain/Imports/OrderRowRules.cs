using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>What a row of an orders file must keep to. A breach refuses the row alone.</summary>
internal sealed class OrderRowRules(TenantInfo tenant, OrderImportOptions options, DateTimeOffset now)
{
    private static readonly string[] _cancelled = ["cancelled", "canceled", "voided", "void"];

    private readonly ReceptionWindow _window = new(tenant, now);
    private readonly TimeZoneInfo _zone = options.TimeZone ?? tenant.TimeZone;
    private readonly string _currency = options.Currency ?? tenant.Currency;

    /// <summary>Null when the row names no order that could hold it, not even as a refused one.</summary>
    public static string? OrderIdOf(in OrderFields fields) =>
        CheckId(fields.OrderId, "order_id") is null ? fields.OrderId : null;

    /// <summary>The row's content, or the first rule that it breaks, with the column as the path.</summary>
    public Result<OrderRowContent> Check(in OrderFields fields)
    {
        var problem = fields.Fault
            ?? CheckId(fields.OrderId, "order_id")
            ?? CheckPrefix(fields.OrderId!)
            ?? CheckId(fields.ProductId, "product_id")
            ?? CheckOptionalId(fields.CustomerId, "customer_id")
            ?? CheckOptionalId(fields.LineId, "line_id")
            ?? ImportValues.CheckText(fields.Country, "country")
            ?? ImportValues.CheckText(fields.ProductName, "product_name")
            ?? ImportValues.CheckText(fields.Status, "status")
            ?? ImportValues.CheckText(fields.Channel, "channel");
        if (problem is not null)
            return problem;
        if (!ReadTime(fields.OrderedAt).TryGet(out var orderedAt, out problem) ||
            !ReadCurrency(fields.Currency).TryGet(out var currency, out problem) ||
            !ImportValues.ReadDecimal(fields.Quantity, "quantity").TryGet(out var quantity, out problem) ||
            !ImportValues.ReadDecimal(fields.UnitPrice, "unit_price").TryGet(out var price, out problem))
            return problem;
        problem = CheckAmount(quantity, price);
        if (problem is not null)
            return problem;
        return new OrderRowContent(orderedAt, NullIfEmpty(fields.CustomerId), NullIfEmpty(fields.Country), currency,
            fields.ProductId!, NullIfEmpty(fields.ProductName), quantity, price, NullIfEmpty(fields.LineId))
        {
            IsCancelled = fields.Status is { } status && _cancelled.Any(known => ImportColumns.IsSame(known, status)),
            Channel = NullIfEmpty(fields.Channel),
        };
    }

    private static Problem? CheckAmount(decimal quantity, decimal price)
    {
        if (quantity == 0)
            return Problem.Invalid("QUANTITY_ZERO", "A line has a quantity other than 0.", "quantity");
        if (price <= 0)
            return Problem.Invalid("PRICE_NOT_POSITIVE", "A line has a price above 0.", "unit_price");
        // Two numbers of 18 digits may need 36; a product of at most 28 is exact in a decimal, of 18 in an event.
        return Digits(quantity) + Digits(price) <= 28 && ImportValues.IsExact(quantity * price) ? null : ImportValues.TooManyDigits("unit_price");
    }

    private static int Digits(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var unscaled = new decimal(bits[0], bits[1], bits[2], isNegative: false, scale: 0);
        var digits = 1;
        while ((unscaled = decimal.Floor(unscaled / 10)) > 0)
            digits++;
        return digits;
    }

    private Problem? CheckPrefix(string orderId) =>
        !string.IsNullOrEmpty(options.RejectPrefix) && orderId.StartsWith(options.RejectPrefix, StringComparison.Ordinal)
            ? Problem.Invalid("ORDER_REJECTED_BY_PREFIX", "The order's id starts with the prefix that is refused.", "order_id")
            : null;

    private static Problem? CheckId(string? id, string column) => string.IsNullOrEmpty(id)
        ? ImportValues.Missing(column)
        : CheckOptionalId(id, column);

    private static Problem? CheckOptionalId(string? id, string column) => EventRules.CheckId(id, column);

    private Result<DateTimeOffset> ReadTime(string? text)
    {
        const string Column = "ordered_at";
        if (string.IsNullOrEmpty(text))
            return ImportValues.Missing(Column);
        return ImportValues.ReadTime(text, _zone, Column)
            .Then<DateTimeOffset>(time => _window.Check(time, Column) is { } outside ? outside : time);
    }

    private Result<string> ReadCurrency(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return _currency;
        return ImportValues.IsCurrency(text) ? text : ImportValues.NoCurrency("currency");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
