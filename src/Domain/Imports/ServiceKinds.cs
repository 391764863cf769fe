using static Analytics.Domain.Imports.EntityColumns;

namespace Analytics.Domain.Imports;

/// <summary>What happens around orders and between shop and customer.</summary>
internal static class ServiceKinds
{
    public static EntityKind Subscriptions { get; } = new("subscriptions", "subscription",
    [
        Key("subscription_id", "id"), Customer with { IsRequired = true }, new("plan"), Amount("amount", "price"), Currency,
        new("interval"), Status, Happened("started_at", "created_at") with { IsRequired = true }, Happened("renewed_at"),
        Happened("cancelled_at", "canceled_at", "ended_at"), new("ends_at", ColumnType.Time) { Aliases = ["current_period_end"] },
        Updated,
    ])
    {
        Key = ["subscription_id"],
        Actor = "customer_id",
        Events =
        [
            new("subscription_started", "started")
            {
                Time = "started_at", Properties = ["plan", "amount", "currency", "interval"],
            },
            new("subscription_renewed", "renewed")
            {
                Level = "renewed_at", Time = "renewed_at", Properties = ["plan", "amount", "currency", "interval"],
            },
            new("subscription_cancelled", "cancelled")
            {
                Time = "cancelled_at",
                Statuses = ["cancelled", "canceled", "ended", "expired"],
                NotStatuses = ["active", "trialing", "past_due", "paused"],
                Properties = ["plan", "amount", "currency", "interval"],
            },
        ],
    };

    public static EntityKind Tickets { get; } = new("tickets", "ticket",
    [
        Key("ticket_id", "id"), Customer with { Aliases = ["requester_id", "user_id", "customer"] }, Order, new("category"),
        new("priority"), new("channel"), Status, Happened("opened_at", "created_at") with { IsRequired = true },
        Happened("first_response_at", "first_replied_at"), Happened("resolved_at", "solved_at", "closed_at"),
        new("satisfaction", ColumnType.Number), Updated,
    ])
    {
        Key = ["ticket_id"],
        Actor = "customer_id",
        Events =
        [
            new("ticket_opened", "opened")
            {
                Time = "opened_at", Properties = ["category", "priority", "channel", "order_id"],
            },
            new("ticket_resolved", "resolved")
            {
                Time = "resolved_at",
                Statuses = ["resolved", "solved", "closed", "done"],
                NotStatuses = ["open", "new", "pending", "reopened", "on_hold", "in_progress"],
                Properties = ["category", "priority", "channel", "order_id"],
                HoursSince = "opened_at",
                Correction = "ticket_corrected",
            },
            new("ticket_reopened", "reopened")
            {
                EndOf = "resolved",
                Properties = ["category", "priority", "channel", "order_id"],
            },
        ],
    };

    public static EntityKind Reviews { get; } = new("reviews", "review",
    [
        Key("review_id", "id"), Customer, new("product_id", ColumnType.Id) { Aliases = ["sku"] }, Order,
        Amount("rating", "stars", "score") with { IsRequired = true },
        Happened("reviewed_at", "created_at", "submitted_at") with { IsRequired = true }, Status, Updated,
    ])
    {
        Key = ["review_id"],
        Actor = "customer_id",
        Events =
        [
            new("review_submitted", "")
            {
                Time = "reviewed_at",
                Properties = ["product_id", "order_id"],
                Amounts = ["rating"],
                Correction = "review_corrected",
            },
        ],
    };

    public static EntityKind Payments { get; } = new("payments", "payment",
    [
        Key("payment_id", "id", "transaction_id"), Order, Customer, Amount("amount", "total") with { IsRequired = true },
        Currency, new("method") { Aliases = ["payment_method"] }, Required("status"),
        Happened("paid_at", "created_at", "processed_at") with { IsRequired = true }, Happened("failed_at"),
        Happened("refunded_at"), Amount("refunded_amount", "amount_refunded"), Updated,
    ])
    {
        Key = ["payment_id"],
        Actor = "customer_id",
        Events =
        [
            new("payment_completed", "completed")
            {
                Time = "paid_at",
                Statuses = ["completed", "paid", "succeeded", "captured", "refunded", "partially_refunded"],
                NotStatuses = ["pending", "authorized", "processing", "failed", "declined", "cancelled", "canceled", "voided"],
                Properties = ["order_id", "currency", "method"],
                Amounts = ["amount"],
                Correction = "payment_corrected",
            },
            new("payment_failed", "failed")
            {
                Time = "failed_at",
                Statuses = ["failed", "declined"],
                NotStatuses = ["pending", "authorized", "processing", "completed", "paid", "succeeded", "captured"],
                Properties = ["order_id", "currency", "method", "amount"],
            },
            new("payment_refunded", "refunded")
            {
                Time = "refunded_at",
                Statuses = ["refunded", "partially_refunded"],
                Properties = ["order_id", "currency", "method", "amount"],
                Amounts = ["refunded_amount"],
                Correction = "payment_refund_corrected",
            },
        ],
    };

    public static EntityKind Shipments { get; } = new("shipments", "shipment",
    [
        Key("shipment_id", "id", "fulfillment_id"), Order, Customer, new("carrier"), Status,
        Happened("fulfilled_at", "shipped_at", "created_at"), Happened("delivered_at"), Amount("cost", "shipping_cost"),
        Currency, Updated,
    ])
    {
        Key = ["shipment_id"],
        Actor = "customer_id",
        Events =
        [
            new("order_fulfilled", "fulfilled") { Time = "fulfilled_at", Properties = ["order_id", "carrier"] },
            new("order_delivered", "delivered") { Time = "delivered_at", Properties = ["order_id", "carrier"] },
        ],
    };

    public static EntityKind Loyalty { get; } = new("loyalty", "loyalty",
    [
        Key("customer_id", "user_id"), Amount("loyalty_points", "points", "points_balance"), new("vip_tier") { Aliases = ["tier"] },
        Happened("joined_at", "enrolled_at"), Updated,
    ])
    {
        Key = ["customer_id"],
        Actor = "customer_id",
        ActorProperties = ["vip_tier", "loyalty_points"],
        Events =
        [
            new("loyalty_joined", "joined") { Time = "joined_at", Properties = ["vip_tier"] },
            new("loyalty_points_changed", "points") { Level = "loyalty_points", Properties = ["vip_tier"] },
        ],
    };

    public static EntityKind Referrals { get; } = new("referrals", "referral",
    [
        Key("referral_id", "id"), new("referrer_id", ColumnType.Id) { IsRequired = true },
        new("referred_id", ColumnType.Id), Order, Status, Happened("referred_at", "created_at") with { IsRequired = true },
        Happened("converted_at"), Amount("reward"), Currency, Updated,
    ])
    {
        Key = ["referral_id"],
        Actor = "referrer_id",
        Events =
        [
            new("referral_made", "made") { Time = "referred_at", Properties = ["referred_id"] },
            new("referral_converted", "converted")
            {
                Time = "converted_at", Properties = ["referred_id", "order_id", "reward", "currency"],
            },
        ],
    };

    public static EntityKind Discounts { get; } = new("discounts", "discount",
    [
        Key("discount_id", "id"), new("code") { Aliases = ["coupon", "coupon_code"] }, Order, Customer,
        Amount("amount", "discount_amount") with { IsRequired = true }, Currency,
        new("campaign_id", ColumnType.Id), Happened("used_at", "created_at") with { IsRequired = true }, Updated,
    ])
    {
        Key = ["discount_id"],
        Actor = "customer_id",
        Events =
        [
            new("discount_used", "")
            {
                Time = "used_at",
                Properties = ["code", "order_id", "campaign_id", "currency"],
                Amounts = ["amount"],
                Correction = "discount_corrected",
            },
        ],
    };
}
