using System.Globalization;

namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>The words of the generated shop, and how its numbers read as ids.</summary>
internal static class Vocabulary
{
    public const int Days = 180;
    public const int Products = 20_000;
    public const int Categories = 50;
    public const int TickMilliseconds = 5;
    public const uint TicksPerDay = 86_400_000 / TickMilliseconds;

    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);

    public static readonly string[] Names =
    [
        "page_view", "product_viewed", "product_search", "category_browsed", "product_added_to_cart",
        "checkout_started", "payment_completed", "user_logged_in", "user_registered", "order_fulfilled",
        "product_removed_from_cart", "coupon_applied",
    ];

    public static readonly string[] Countries =
    [
        "US", "GB", "DE", "FR", "BR", "IN", "CA", "AU", "ES", "IT", "NL", "PL", "SE", "NO", "DK", "FI", "JP", "KR",
        "MX", "AR", "CL", "CO", "PT", "IE", "BE", "CH", "AT", "CZ", "TR", "ZA", "NG", "EG", "AE", "SA", "SG", "MY",
        "TH", "ID", "PH", "VN",
    ];

    public static readonly string[] Devices = ["mobile", "desktop", "tablet"];

    public static readonly string[] Sources =
        ["direct", "organic", "paid_search", "email", "social", "referral", "affiliate", "push"];

    public static DateTimeOffset Time(uint tick) => Start.AddMilliseconds((long)tick * TickMilliseconds);

    /// <summary>The known user.</summary>
    public static string Actor(uint actor) => string.Create(CultureInfo.InvariantCulture, $"u{100_000 + actor}");

    /// <summary>The device that a merged actor was known by before.</summary>
    public static string Alias(uint actor) => string.Create(CultureInfo.InvariantCulture, $"device-{100_000 + actor}");

    /// <summary>Unique, below 2^53, in no order.</summary>
    public static ulong EventId(uint index) => ((ulong)(Mix(index ^ 0x5bd1e995) >> 11) << 32) + Mix(index);

    /// <summary>Unique, below 2^52, in no order.</summary>
    public static ulong Session(uint session) => ((ulong)(Mix(session ^ 31_337) >> 12) << 32) + Mix(session);

    /// <summary>A bijection of 32 bits: the last step of MurmurHash3.</summary>
    public static uint Mix(uint value)
    {
        value = (value ^ value >> 16) * 0x85ebca6b;
        value = (value ^ value >> 13) * 0xc2b2ae35;
        return value ^ value >> 16;
    }
}
