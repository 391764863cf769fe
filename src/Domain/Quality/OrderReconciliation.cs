namespace Analytics.Domain.Quality;

/// <summary>The orders of a range beside the payments that were collected for them.</summary>
/// <param name="Orders">Sales of the range.</param>
/// <param name="Matched">Those whose payments add up to their total, to the last digit, in their currency.</param>
/// <param name="OrdersWithoutPayment">Sales for which no payment came.</param>
/// <param name="PaymentsWithoutOrder">Orders that payments of the range name and the shop has not, and payments that name
/// none.</param>
/// <param name="AmountsDiffer">Sales whose payments add up to another sum or are in another currency.</param>
/// <param name="DifferenceRate">Differences among orders and payments without one, 0 to 1; null without either.</param>
public sealed record OrderReconciliation(
    long Orders, long Matched, long OrdersWithoutPayment, long PaymentsWithoutOrder, long AmountsDiffer,
    decimal? DifferenceRate)
{
    /// <summary>Of the numbers of each kind.</summary>
    public static OrderReconciliation Of(long orders, long unpaid, long unordered, long differ) => new(
        orders, orders - unpaid - differ, unpaid, unordered, differ,
        orders + unordered > 0 ? (decimal)(unpaid + unordered + differ) / (orders + unordered) : null);
}

/// <summary>How an order and its payments disagree.</summary>
public enum PaymentDifferenceKind
{
    /// <summary>No payment names the order.</summary>
    OrderWithoutPayment,

    /// <summary>The shop has no such order, or the payment names none.</summary>
    PaymentWithoutOrder,

    /// <summary>The sums or the currencies differ.</summary>
    AmountsDiffer,
}

/// <summary>One disagreement between the shop's orders and the collected payments.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Key">Names it in its list.</param>
/// <param name="OrderId">The order; null for a payment that names none.</param>
/// <param name="PaymentEventId">Id of the first payment's event; null where there is none.</param>
/// <param name="At">When the order was placed, else when the first payment came.</param>
/// <param name="OrderTotal">What the shop says; null without an order.</param>
/// <param name="PaidTotal">Sum of the payments; null without one, and where none has an amount.</param>
/// <param name="OrderCurrency">ISO 4217; null without an order.</param>
/// <param name="PaidCurrency">As the payments say; the last by name where they name several; null where they name none.</param>
public sealed record PaymentDifference(
    PaymentDifferenceKind Kind,
    string Key,
    string? OrderId,
    string? PaymentEventId,
    DateTimeOffset At,
    decimal? OrderTotal,
    decimal? PaidTotal,
    string? OrderCurrency,
    string? PaidCurrency);
