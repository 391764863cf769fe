using System.Globalization;
using System.Text;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>What a row of an orders file must keep to. A breach refuses the row alone.</summary>
internal sealed class OrderRowRules(TenantInfo tenant, OrderImportOptions options, DateTimeOffset now)
{
    private const int MaxTextLength = 1_000;
    private const decimal MaxAmount = 999_999_999_999_999_999m;   // 18 digits: what an event's number is counted to

    private const int MaxDecimals = 28;

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
            ?? CheckText(fields.Country, "country")
            ?? CheckText(fields.ProductName, "product_name");
        if (problem is not null)
            return problem;
        if (!ReadTime(fields.OrderedAt).TryGet(out var orderedAt, out problem) ||
            !ReadCurrency(fields.Currency).TryGet(out var currency, out problem) ||
            !ReadDecimal(fields.Quantity, "quantity").TryGet(out var quantity, out problem) ||
            !ReadDecimal(fields.UnitPrice, "unit_price").TryGet(out var price, out problem))
            return problem;
        problem = CheckAmount(quantity, price);
        if (problem is not null)
            return problem;
        return new OrderRowContent(orderedAt, NullIfEmpty(fields.CustomerId), NullIfEmpty(fields.Country), currency,
            fields.ProductId!, NullIfEmpty(fields.ProductName), quantity, price, NullIfEmpty(fields.LineId));
    }

    /// <summary>Whether a sum still has the 18 digits to which an event's number is counted exactly.</summary>
    public static bool IsExact(decimal amount)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        return new decimal(bits[0], bits[1], bits[2], isNegative: false, scale: 0) <= MaxAmount;
    }

    private static Problem? CheckAmount(decimal quantity, decimal price)
    {
        if (quantity == 0)
            return Problem.Invalid("QUANTITY_ZERO", "A line has a quantity other than 0.", "quantity");
        if (price <= 0)
            return Problem.Invalid("PRICE_NOT_POSITIVE", "A line has a price above 0.", "unit_price");
        // Two numbers of 18 digits may need 36; a product of at most 28 is exact in a decimal, of 18 in an event.
        return Digits(quantity) + Digits(price) <= 28 && IsExact(quantity * price) ? null : TooManyDigits("unit_price");
    }

    private static Problem TooManyDigits(string column) => Problem.Invalid(
        "AMOUNT_OUT_OF_RANGE", "A number, and quantity times price, has at most 18 digits.", column);

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
        ? Problem.Invalid("VALUE_MISSING", "The column must not be empty.", column)
        : CheckOptionalId(id, column);

    private static Problem? CheckOptionalId(string? id, string column) => EventRules.CheckId(id, column);

    private static Problem? CheckText(string? text, string column) => text?.Length > MaxTextLength
        ? Problem.Invalid("TEXT_TOO_LONG", $"The column has at most {MaxTextLength} characters.", column)
        : text is null ? null : EventRules.CheckText(text, column);

    private Result<DateTimeOffset> ReadTime(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return Problem.Invalid("VALUE_MISSING", "The column must not be empty.", "ordered_at");
        Span<byte> utf8 = stackalloc byte[64];
        if (!Encoding.UTF8.TryGetBytes(text.AsSpan().Trim(), utf8, out var length) ||
            !IsoTime.TryParse(utf8[..length], _zone, out var time))
            return Problem.Invalid("TIMESTAMP_INVALID", "Expected an ISO 8601 time such as 2026-03-01 08:26:00.", "ordered_at");
        return _window.Check(time, "ordered_at") is { } outside ? outside : time;
    }

    private Result<string> ReadCurrency(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return _currency;
        return IsCurrency(text)
            ? text
            : Problem.Invalid("CURRENCY_INVALID", "Expected an ISO 4217 code such as EUR.", "currency");
    }

    /// <summary>Three capital letters; which of them are in use is not looked up.</summary>
    public static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    private static Result<decimal> ReadDecimal(string? text, string column)
    {
        const NumberStyles Style =
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite |
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (string.IsNullOrEmpty(text))
            return Problem.Invalid("VALUE_MISSING", "The column must not be empty.", column);
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number))
            return Problem.Invalid("NUMBER_INVALID", "Expected a decimal such as -12.50.", column);
        return Decimals(text) <= MaxDecimals && IsExact(number) ? number : TooManyDigits(column);
    }

    // What is finer than a decimal holds was rounded without a word when it was parsed.
    private static long Decimals(ReadOnlySpan<char> number)
    {
        number = number.Trim();
        var e = number.IndexOfAny('e', 'E');
        var exponent = 0;
        if (e >= 0 && !int.TryParse(number[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out exponent))
            return long.MaxValue;
        var mantissa = e < 0 ? number : number[..e];
        var point = mantissa.IndexOf('.');
        return (point < 0 ? 0 : mantissa.Length - point - 1) - (long)exponent;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
