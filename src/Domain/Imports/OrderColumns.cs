using System.Collections.Immutable;

namespace Analytics.Domain.Imports;

/// <summary>The columns of an orders file; in one without customers their column is empty.</summary>
public static class OrderColumns
{
    /// <summary>In the order of <see cref="OrderFields"/>.</summary>
    public static ImmutableArray<ImportColumn> All { get; } =
    [
        new("order_id", ColumnType.Id) { IsRequired = true },
        new("ordered_at", ColumnType.Time) { IsRequired = true, Aliases = ["order_date", "created_at"] },
        new("customer_id", ColumnType.Id) { IsExpected = true },
        new("country"),
        new("currency", ColumnType.Currency),
        new("product_id", ColumnType.Id) { IsRequired = true, Aliases = ["sku"] },
        new("product_name"),
        new("quantity", ColumnType.Number) { IsRequired = true },
        new("unit_price", ColumnType.Number) { IsRequired = true },
        new("line_id", ColumnType.Id),
        new("status") { Aliases = ["order_status"] },
        new("channel") { Aliases = ["sales_channel"] },
    ];
}
