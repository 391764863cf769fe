namespace Analytics.Domain.Imports;

/// <summary>One row of an orders file as text. Null and empty both mean that nothing was given.</summary>
/// <param name="Row">Its number among the rows, from 1, the header not counted.</param>
/// <param name="Line">The line of the file on which it starts, from 1.</param>
public readonly record struct OrderFields(long Row, long Line)
{
    /// <summary>Why the row cannot be read at all; null when it can.</summary>
    public Problem? Fault { get; init; }

    /// <summary>Groups rows to orders.</summary>
    public string? OrderId { get; init; }

    /// <summary>ISO 8601; without a zone it is read in the import's.</summary>
    public string? OrderedAt { get; init; }

    /// <summary>Nothing for a guest.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Of the customer or the delivery, as the source writes it.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 4217; nothing takes the import's.</summary>
    public string? Currency { get; init; }

    /// <summary>The source's id.</summary>
    public string? ProductId { get; init; }

    /// <summary>For people.</summary>
    public string? ProductName { get; init; }

    /// <summary>A decimal; negative for what came back.</summary>
    public string? Quantity { get; init; }

    /// <summary>A decimal.</summary>
    public string? UnitPrice { get; init; }

    /// <summary>Names the line within its order; nothing takes its place.</summary>
    public string? LineId { get; init; }

    /// <summary>Of the order: <c>cancelled</c> for one that was called off.</summary>
    public string? Status { get; init; }

    /// <summary>Where it was sold: a marketplace, a shop.</summary>
    public string? Channel { get; init; }

    /// <summary>The row of a file with the columns of <see cref="OrderColumns"/>.</summary>
    public static OrderFields Of(ImportRow row) => new(row.Row, row.Line)
    {
        Fault = row.Fault,
        OrderId = row.Values[0],
        OrderedAt = row.Values[1],
        CustomerId = row.Values[2],
        Country = row.Values[3],
        Currency = row.Values[4],
        ProductId = row.Values[5],
        ProductName = row.Values[6],
        Quantity = row.Values[7],
        UnitPrice = row.Values[8],
        LineId = row.Values[9],
        Status = row.Values[10],
        Channel = row.Values[11],
    };
}
