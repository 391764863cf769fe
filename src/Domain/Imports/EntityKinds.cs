using System.Collections.Frozen;
using System.Collections.Immutable;
using static Analytics.Domain.Imports.EntityColumns;

namespace Analytics.Domain.Imports;

/// <summary>All kinds of things that can be imported beside orders.</summary>
public static class EntityKinds
{
    private static readonly ImmutableArray<string> People = ["country", "city", "account_type", "vip_tier", "gender",
        "birth_year", "acquisition_channel"];

    /// <summary>People who buy.</summary>
    public static EntityKind Customers { get; } = new("customers", "customer",
    [
        Key("customer_id", "id", "user_id"), Happened("registered_at", "created_at", "signed_up_at"),
        .. Person(), Updated,
    ])
    {
        Key = ["customer_id"],
        Actor = "customer_id",
        ActorProperties = People,
        Events = [Registered],
    };

    /// <summary>People with an account.</summary>
    public static EntityKind Users { get; } = new("users", "user",
    [
        Key("user_id", "id"), Happened("registered_at", "created_at", "signed_up_at"),
        .. Person("role"), Updated,
    ])
    {
        Key = ["user_id"],
        Actor = "user_id",
        ActorProperties = [.. People, "role"],
        Events = [Registered],
    };

    /// <summary>Under what name goods are sold.</summary>
    public static EntityKind Brands { get; } = new("brands", "brand",
    [
        Key("brand_id", "id"), Required("name"), new("producer_id", ColumnType.Id), new("country"), Status, Updated,
    ])
    {
        Key = ["brand_id"],
    };

    /// <summary>What is sold.</summary>
    public static EntityKind Products { get; } = new("products", "product",
    [
        Key("product_id", "id", "sku"), new("name") { Aliases = ["title", "product_name"] }, new("brand"), new("category"),
        new("producer_id", ColumnType.Id) { Aliases = ["vendor_id", "seller_id"] }, new("condition"), new("community"),
        new("project"), Amount("price"), Amount("cost", "unit_cost"), Currency, Status,
        Happened("listed_at", "published_at", "created_at"), Updated,
    ])
    {
        Key = ["product_id"],
        Actor = "producer_id",
        Events =
        [
            new("product_listed", "listed")
            {
                Time = "listed_at",
                Properties = ["product_id", "name", "brand", "category", "condition", "price", "currency"],
            },
        ],
    };

    /// <summary>How many of a product lie where.</summary>
    public static EntityKind Inventory { get; } = new("inventory", "inventory",
    [
        Key("product_id", "sku"), new("location", ColumnType.Id) { Aliases = ["warehouse", "location_id"] },
        Amount("quantity", "on_hand", "available") with { IsRequired = true, Least = null }, Amount("unit_cost", "cost"),
        Currency, Happened("counted_at"), Updated,
    ])
    {
        Key = ["product_id", "location"],
        Events =
        [
            new("inventory_changed", "")
            {
                Time = "counted_at",
                Level = "quantity",
                Properties = ["product_id", "location", "unit_cost", "currency"],
            },
        ],
    };

    /// <summary>What is advertised.</summary>
    public static EntityKind Campaigns { get; } = new("campaigns", "campaign",
    [
        Key("campaign_id", "id"), new("name"), new("channel"), new("utm_source"), new("utm_medium"),
        new("utm_campaign"), Amount("budget"), Currency, Status, new("started_on", ColumnType.Date),
        new("ended_on", ColumnType.Date), Updated,
    ])
    {
        Key = ["campaign_id"],
    };

    /// <summary>What a campaign cost on a day in a channel.</summary>
    public static EntityKind Costs { get; } = new("costs", "cost",
    [
        Key("campaign_id", "campaign"), new("channel", ColumnType.Id), Day("day", "date"),
        Amount("amount", "spend", "cost") with { IsRequired = true }, Currency, Amount("impressions"), Amount("clicks"),
        Updated,
    ])
    {
        Key = ["campaign_id", "channel", "day"],
        Events =
        [
            new("marketing_spend", "")
            {
                Time = "day",
                Properties = ["campaign_id", "channel", "currency"],
                Amounts = ["amount", "impressions", "clicks"],
                Correction = "marketing_spend",
            },
        ],
    };

    /// <summary>All of them, by name.</summary>
    public static ImmutableArray<EntityKind> All { get; } =
    [
        Brands, Campaigns, Costs, Customers, ServiceKinds.Discounts, Inventory, ServiceKinds.Loyalty,
        ServiceKinds.Payments, Products, ServiceKinds.Referrals, ServiceKinds.Reviews, ServiceKinds.Shipments,
        ServiceKinds.Subscriptions, ServiceKinds.Tickets, Users,
    ];

    private static readonly FrozenDictionary<string, EntityKind> ByName =
        All.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <returns>Null for a name that is none.</returns>
    public static EntityKind? Find(string name) => ByName.GetValueOrDefault(name);

    private static EntityEvent Registered => new("user_registered", "registered")
    {
        Time = "registered_at",
        Properties = ["account_type", "country", "acquisition_channel"],
    };

    private static ImportColumn[] Person(params ReadOnlySpan<string> others) =>
    [
        new("name") { Aliases = ["full_name"], IsPersonal = true }, new("email") { IsPersonal = true },
        .. others.ToArray().Select(other => new ImportColumn(other)), new("country"), new("city"), new("account_type"),
        new("vip_tier"), new("gender") { IsPersonal = true },
        new("birth_year", ColumnType.Whole) { Least = 1900, IsPersonal = true }, new("acquisition_channel"),
    ];
}
