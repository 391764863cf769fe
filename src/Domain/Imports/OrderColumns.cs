using System.Collections.Immutable;

namespace Analytics.Domain.Imports;

/// <summary>The columns of an orders file and where a file has them under other names.</summary>
public sealed class OrderColumns
{
    /// <summary>All columns that are read, by their own names.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "order_id", "ordered_at", "customer_id", "country", "currency",
        "product_id", "product_name", "quantity", "unit_price", "line_id",
    ];

    /// <summary>Those that a CSV file has to have; in one without customers the column is empty.</summary>
    public static readonly ImmutableArray<string> Required =
        ["order_id", "ordered_at", "customer_id", "product_id", "quantity", "unit_price"];

    private readonly ImmutableDictionary<string, string> _mapped;

    private OrderColumns(ImmutableDictionary<string, string> mapped) => _mapped = mapped;

    /// <summary>Every column under its own name.</summary>
    public static OrderColumns Canonical { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>Reads e.g. <c>order_id:InvoiceNo,product_id:StockCode</c>.</summary>
    /// <returns><c>MAP_INVALID</c> for a pair that is none, a column that is unknown or named twice.</returns>
    public static Result<OrderColumns> Parse(string? map)
    {
        var mapped = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pair in (map ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts is not [var name, { Length: > 0 } source] || !Names.Contains(name) || !mapped.TryAdd(name, source))
                return Problem.Invalid("MAP_INVALID",
                    $"'{pair}' is no pair of a column ({string.Join(", ", Names)}) and its name in the file.", "map");
        }

        return new OrderColumns(mapped.ToImmutable());
    }

    /// <summary>What the file calls a column.</summary>
    public string InFile(string name) => _mapped.GetValueOrDefault(name, name);

    /// <summary>Whether the file must have the column: those that it cannot go without, and those that are mapped.</summary>
    public bool IsExpected(string name) => Required.Contains(name) || _mapped.ContainsKey(name);
}
