using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Domain.Collection;

namespace Analytics.Domain.Imports;

/// <summary>
/// Ids of the events that an order gives, the same at every import: <c>order/&lt;id&gt;/placed</c>,
/// <c>order/&lt;id&gt;/refunded</c>, <c>order/&lt;id&gt;/item/&lt;line&gt;</c>.
/// </summary>
/// <remarks>
/// In the parts <c>%</c> and <c>/</c> are written as in an address, so that no two orders share an id. One that would
/// be longer than an id may be is <c>order/sha256:</c> and the first 16 bytes of its hash.
/// </remarks>
internal static class OrderEventIds
{
    public static string Placed(string orderId) => Bounded($"order/{Escape(orderId)}/placed");

    public static string Refunded(string orderId) => Bounded($"order/{Escape(orderId)}/refunded");

    /// <param name="orderId">The order's.</param>
    /// <param name="number">The line's place, which names it when the source gives no id for it.</param>
    /// <param name="lineId">The source's id of the line; null for none.</param>
    public static string Item(string orderId, int number, string? lineId) =>
        Bounded($"order/{Escape(orderId)}/item/{Escape(lineId) ?? number.ToString(CultureInfo.InvariantCulture)}");

    private static string? Escape(string? part) => part?
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("/", "%2F", StringComparison.Ordinal);

    private static string Bounded(string id) => id.Length <= EventRules.MaxIdLength
        ? id
        : "order/sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
}
