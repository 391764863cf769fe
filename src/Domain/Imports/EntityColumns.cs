using System.Collections.Immutable;

namespace Analytics.Domain.Imports;

/// <summary>Columns that many kinds have.</summary>
internal static class EntityColumns
{
    public static ImportColumn Updated =>
        new(EntityKind.UpdatedAt, ColumnType.Time) { Aliases = ["modified_at", "last_modified"], HasHappened = true };

    public static ImportColumn Currency => new("currency", ColumnType.Currency);

    public static ImportColumn Status => new("status") { Aliases = ["state"] };

    public static ImportColumn Customer =>
        new("customer_id", ColumnType.Id) { Aliases = ["user_id", "customer"] };

    public static ImportColumn Order => new("order_id", ColumnType.Id) { Aliases = ["order"] };

    public static ImportColumn Key(string name, params ImmutableArray<string> aliases) =>
        new(name, ColumnType.Id) { IsRequired = true, Aliases = aliases };

    public static ImportColumn Required(string name) => new(name) { IsRequired = true };

    public static ImportColumn Happened(string name, params ImmutableArray<string> aliases) =>
        new(name, ColumnType.Time) { HasHappened = true, Aliases = aliases };

    public static ImportColumn Day(string name, params ImmutableArray<string> aliases) =>
        new(name, ColumnType.Date) { IsRequired = true, HasHappened = true, Aliases = aliases };

    public static ImportColumn Amount(string name, params ImmutableArray<string> aliases) =>
        new(name, ColumnType.Number) { Least = 0, Aliases = aliases };
}
